package io.github.nannybooking.explorer;

import io.github.nannybooking.explorer.Step.Ask;
import io.github.nannybooking.explorer.Step.Bury;
import io.github.nannybooking.explorer.Step.Delete;
import io.github.nannybooking.explorer.Step.DeleteDead;
import io.github.nannybooking.explorer.Step.Exhume;
import io.github.nannybooking.explorer.Step.Send;
import io.github.nannybooking.explorer.Step.Tell;
import io.github.nannybooking.explorer.Steps.Outcome;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Tells a step so that one can read what led to a state. */
final class Narration {

    private Narration() {}

    static String of(Outcome outcome) {
        String ending = outcome.progress().isEnded()
                ? " and " + outcome.progress().ending().text()
                : "";
        return ": " + step(outcome) + ending;
    }

    private static String step(Outcome outcome) {
        if (outcome.step() instanceof Ask ask) {
            return request(ask.request()) + (outcome.answer().isFailure() ? " fails: " + outcome.answer() : "");
        }
        if (outcome.step() instanceof Send send) {
            return "sends " + World.ids(Set.of(send.message())) + ": " + outcome.answer();
        }
        if (outcome.step() instanceof Delete delete) {
            return "deletes " + World.ids(Set.of(delete.message()));
        }
        if (outcome.step() instanceof Bury bury) {
            return "buries " + World.ids(Set.of(bury.message()));
        }
        if (outcome.step() instanceof DeleteDead delete) {
            return "deletes dead letter " + World.ids(Set.of(delete.deadLetter().message()));
        }
        if (outcome.step() instanceof Exhume) {
            return "takes dead letter " + World.ids(Set.of(outcome.answer().toString()));
        }
        if (outcome.step() instanceof Tell tell) {
            return "notifies the applicant of " + tell.applicationId() + ": " + outcome.answer();
        }
        return "takes " + World.ids(Set.of(outcome.answer().toString()));
    }

    private static String request(DynamoDbRequest request) {
        String operation = request.getClass().getSimpleName().replace("Request", "");
        return request instanceof UpdateItemRequest update && update.updateExpression() != null
                ? operation + " " + update.updateExpression()
                : operation;
    }
}
