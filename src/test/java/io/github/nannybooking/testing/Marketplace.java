package io.github.nannybooking.testing;

/** A separate table and separate queues on the shared AWS. */
public record Marketplace(Resources resources, TestTable table, TestQueue queue, TestQueue deadLetters) {

    public static Marketplace create() {
        TestAws aws = TestAws.shared();
        Resources resources = aws.newResources();
        return new Marketplace(
                resources,
                new TestTable(aws.dynamoDb(), resources.table()),
                new TestQueue(aws.sqs(), resources.queue()),
                new TestQueue(aws.sqs(), resources.deadLetterQueue()));
    }

    /** Returns the number of declines that failed permanently: dead letters, parked or still in their queue. */
    public int failedDeclines() {
        return deadLetters.size() + table.failedDeclines().size();
    }
}
