package io.github.nannybooking.testing;

/** A table and queues of their own on the shared AWS, and how they look from outside. */
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

    /** How many declines were given up: dead letters, parked or still in their queue. */
    public int failedDeclines() {
        return deadLetters.size() + table.failedDeclines().size();
    }
}
