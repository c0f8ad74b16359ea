package io.slime.gateway.cli;

import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code slime completion}: a script that completes commands and options. */
@Command(
        name = "completion",
        description = "Print a completion script: slime completion bash > /etc/bash_completion.d/slime")
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh")
    private String shell = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        String script = AutoComplete.bash("slime", root);
        switch (shell) {
            case "bash" -> terminal.out().print(script);
            case "zsh" ->
                terminal.out()
                        .print("autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"
                                + script);
            default -> throw new CommandFailure(Exit.USAGE, "a completion script is for bash or zsh, not " + shell);
        }
        terminal.out().flush();
        return Exit.OK;
    }
}
