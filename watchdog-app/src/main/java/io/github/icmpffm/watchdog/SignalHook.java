package io.github.icmpffm.watchdog;

/**
 * What SIGINT, SIGTERM and SIGHUP do, as far as they are not ignored. A JVM then runs its hooks and ends with a status
 * of its own; this hook lets the main thread know, and does not return: that thread ends the process, with the status
 * it finds right.
 */
final class SignalHook extends Thread {
    private final Runnable tellMain;
    private final Thread main = Thread.currentThread();

    private SignalHook(Runnable tellMain) {
        super("signal");
        this.tellMain = tellMain;
    }

    /** From now on, with the calling thread as the main one. */
    static void install(Runnable tellMain) {
        Runtime.getRuntime().addShutdownHook(new SignalHook(tellMain));
    }

    @Override
    public void run() {
        tellMain.run();
        boolean interrupted = false;
        while (true) {
            try {
                main.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            interrupt();
        }
    }
}
