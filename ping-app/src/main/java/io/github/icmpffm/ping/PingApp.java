package io.github.icmpffm.ping;

import io.github.icmpffm.socket.IcmpException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** {@code ping-app}, the program. */
public final class PingApp {
    /** Set to {@code true}, this system property has a fault of the program's own printed with its stack trace. */
    private static final String TRACE = "icmpffm.trace";

    private PingApp() {}

    /** What becomes of a fault on another thread, which has ended by it: told as one on this thread is. */
    private static final class OtherThreads implements Thread.UncaughtExceptionHandler {
        @Override
        public void uncaughtException(Thread thread, Throwable fault) {
            tell(fault);
        }
    }

    /** Runs it; does not return. */
    public static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler(new OtherThreads());
        Shutdown shutdown = Shutdown.install();
        shutdown.exit(run(arguments, shutdown));
    }

    /** Whatever goes wrong is told in a line, and is an exit code. */
    private static int run(String[] arguments, Shutdown shutdown) {
        try {
            WarmUp.link();
            shutdown.isAnsweredFor(SignalWatch.answerFor(shutdown));
            Resolver.useSystemOrder();
            Invocation invocation = OptionParser.parse(arguments);
            if (invocation instanceof Invocation.Ping ping) {
                return new PingCommand(ping.options()).run(shutdown);
            }
            return runOther(invocation, shutdown);
        } catch (FatalException e) {
            StandardError.say(String.valueOf(e.getMessage()));
        } catch (IcmpException e) {
            StandardError.sayLines(String.valueOf(e.getMessage()));
        } catch (Output.ClosedException e) {
            return ExitCode.REPLIES;
        } catch (Throwable e) {
            tell(e);
        }
        return ExitCode.TROUBLE;
    }

    private static void tell(Throwable fault) {
        StandardError.say("internal error: " + fault);
        if (Boolean.getBoolean(TRACE)) {
            StringWriter trace = new StringWriter();
            fault.printStackTrace(new PrintWriter(trace));
            StandardError.sayLines(trace.toString());
        }
    }

    private static int runOther(Invocation invocation, Shutdown shutdown) throws InterruptedException {
        if (invocation instanceof Invocation.Sweeping sweep) {
            return new SweepCommand(sweep.options(), sweep.retries()).run(shutdown);
        }
        if (invocation instanceof Invocation.Version version) {
            Output.standard().write(version.text());
            return ExitCode.REPLIES;
        }
        if (invocation instanceof Invocation.Help help) {
            System.err.print(help.text());
            return ExitCode.TROUBLE; // as iputils
        }
        if (invocation instanceof Invocation.Tracing trace) {
            return new PathCommand(trace.options()).trace(trace.maxHops(), shutdown);
        }
        return new PathCommand(((Invocation.MtuSearch) invocation).options()).mtu(shutdown);
    }
}
