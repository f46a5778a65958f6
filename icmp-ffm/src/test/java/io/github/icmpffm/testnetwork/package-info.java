/**
 * A network for tests, with nothing in it but what a test scripts. No packet of it ever leaves the machine.
 *
 * <p>{@link io.github.icmpffm.testnetwork.TestNetwork} is a private network namespace with a TUN device; whatever is sent
 * to any address that is not the machine's own, 8.8.8.8 for one, comes to the fixture, which answers as told. A scenario:
 *
 * <pre>{@code
 * @NeedsNetwork
 * class LossTest {
 *
 *     @Test
 *     void everyThirdRequestIsLost(TestNetwork network) throws Exception {
 *         network.host("8.8.8.8").repliesAfter(Duration.ofMillis(10)).losingEvery(3);
 *
 *         try (Pinger pinger = network.inside(Pinger::open)) {
 *             ...
 *         }
 *         assertThat(network.requests("8.8.8.8")).hasSize(9);
 *     }
 * }
 * }</pre>
 *
 * <p><b>What a host does.</b> Nothing, until told. A usual behaviour first, then what goes wrong with it:
 *
 * <pre>{@code
 * network.host("198.51.100.10").replies();
 * network.host("198.51.100.11").silent();
 * network.host("198.51.100.12").repliesAfter(ofMillis(10)).duplicating();
 * network.host("198.51.100.13").replies().reordering();
 * network.host("2001:db8::14").answers(request -> request.reply().withFlippedByte(20));
 * network.host("198.51.100.15").answers(request -> request.hostUnreachable().from("198.51.100.254").quotingEightBytes());
 * network.host("198.51.100.16").replies().preceding(request -> List.of(request.reply().withForgedPayload()));
 * network.host("198.51.100.17").replies().preceding(request -> request.foreignReplies(1000));
 * network.host("198.51.100.18").onRequest(request -> request.sequence() < 3 ? List.of(request.reply()) : List.of());
 * network.host("8.8.8.8").replies().behind(
 *         Router.at("203.0.113.1"),
 *         Router.silent(),
 *         Router.at("203.0.113.2").answeringEvery(3),
 *         Router.at("203.0.113.3").withMtu(1400),
 *         Router.at("203.0.113.4").saying(error -> error.withMpls(16001, 0, 1)));
 * }</pre>
 *
 * <p><b>Who pings.</b> A socket belongs to the namespace it was opened in, for ever; so open the pinger with {@link
 * io.github.icmpffm.testnetwork.TestNetwork#inside} and use it from anywhere. Processes: {@link
 * io.github.icmpffm.testnetwork.TestNetwork#start} and {@link io.github.icmpffm.testnetwork.TestNetwork#run}; for
 * {@code iptables} and the like {@link io.github.icmpffm.testnetwork.TestNetwork#exec}. A thread, too, belongs to the
 * namespace of the thread that started it: start virtual threads outside, or their carriers stay inside for good.
 *
 * <p><b>What happened.</b> {@link io.github.icmpffm.testnetwork.TestNetwork#requests} has what was sent, {@link
 * io.github.icmpffm.testnetwork.TestNetwork#trueRoundTrip} the time a reply truly took. Wait for things with {@link
 * io.github.icmpffm.testnetwork.TestNetwork#awaitRequests} and {@link
 * io.github.icmpffm.testnetwork.TestNetwork#awaitAnswers}, never by sleeping. A test about microseconds calls {@link
 * io.github.icmpffm.testnetwork.TestNetwork#tapped} and compares with {@link
 * io.github.icmpffm.testnetwork.TestNetwork#wireRoundTrip}, which the kernel measures: it stays true while a garbage
 * collection or a busy machine holds up everything else.
 *
 * <p>To read the code: TestNetwork, Host, Request, Answer; then Responder, the loop behind it. Packets are built and
 * parsed here by plain code of its own ({@link io.github.icmpffm.testnetwork.WirePackets}): nothing may use the library's
 * {@code packet} package, which the tests are to check.
 */
@NullMarked
package io.github.icmpffm.testnetwork;

import org.jspecify.annotations.NullMarked;
