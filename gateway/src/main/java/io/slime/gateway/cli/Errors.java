package io.slime.gateway.cli;

import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.config.ConfigException;
import io.slime.metadata.transaction.MetadataException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in up to three lines, and turns it into an exit code. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final String OTHER_ADDRESS =
            "end what listens there, or choose another address: --s3-listen, --native-listen, --admin-listen, --chunk-listen";

    private static final String OTHER_DATABASE =
            "start PostgreSQL, or name the right one: --metadata, SLIME_METADATA, proxy.database.dsn in the configuration, or SLIME_PGDSN";

    private final Terminal terminal;

    Errors(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        boolean group = !e.getCommandLine().getSubcommands().isEmpty();
        if (group && !(e instanceof UnmatchedArgumentException) && args.length < 2) {
            e.getCommandLine().usage(terminal.err());
            return Exit.USAGE;
        }
        String error = e.getMessage() == null ? "the command was not understood" : lowered(e.getMessage());
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            error = word.startsWith("-")
                    ? command + " has no option " + word
                    : group ? command + " has no command \"" + word + "\"" : command + " takes no \"" + word + "\"";
        }
        return say(Exit.USAGE, error, suggestion(e, command));
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
        return switch (e) {
            case CommandFailure failure ->
                say(failure.exit(), failure.error(), failure.next().orElse(""));
            case ConfigException config -> problems(config.problems());
            case ParameterException parameter -> handleParseException(parameter, new String[0]);
            case FileSystemException file -> say(Exit.FAILED, what(file), "check the path and who may use it");
            case IOException listening
            when listening.getCause() instanceof BindException ->
                say(Exit.FAILED, String.valueOf(listening.getMessage()), OTHER_ADDRESS);
            case IOException database
            when database.getCause() instanceof MetadataException.Unavailable ->
                say(Exit.FAILED, String.valueOf(database.getMessage()), OTHER_DATABASE);
            default -> {
                boolean verbose = terminal.environment().containsKey("SLIME_DEBUG");
                if (verbose) {
                    e.printStackTrace(terminal.err());
                }
                yield say(
                        Exit.FAILED,
                        e.getMessage() == null ? e.toString() : e.getMessage(),
                        verbose ? "" : "run it again with SLIME_DEBUG=1 to see where");
            }
        };
    }

    /** The JDK's messages are often the path alone. */
    private static String what(FileSystemException e) {
        String why = switch (e) {
            case NoSuchFileException _ -> "there is no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "something else is there already";
            case NotDirectoryException _ -> "is no directory";
            default -> e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
        };
        return e.getFile() + ": " + why;
    }

    private static String suggestion(ParameterException e, String command) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            List<String> near = unmatched.getSuggestions();
            if (!near.isEmpty()) {
                return "did you mean: " + String.join(" or ", near.subList(0, Math.min(2, near.size()))) + "?";
            }
        }
        return command + " --help";
    }

    private int problems(List<String> problems) {
        problems.forEach(problem -> terminal.err().println("error: " + problem));
        return Exit.USAGE;
    }

    private int say(int exit, String error, String next) {
        terminal.err().println("error: " + error);
        if (!next.isEmpty()) {
            terminal.err().println("  next: " + next);
        }
        return exit;
    }

    private static String lowered(String sentence) {
        boolean word = sentence.length() > 1 && Character.isLowerCase(sentence.charAt(1));
        return word ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
    }
}
