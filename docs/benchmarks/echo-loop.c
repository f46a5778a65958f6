/*
 * What the kernel gives a C program that does nothing but echo requests: the rival of the library in the benchmarks.
 *
 *     echo-loop sequential raw|datagram COUNT
 *         one request outstanding, to 127.0.0.1: sendto, recvfrom, and so on
 *     echo-loop sweep FIRST COUNT PROCESSES none|receive|both
 *         one request to each of COUNT addresses from FIRST on, on a datagram socket in each of PROCESSES processes, with
 *         the kernel's time stamps asked for and read as named
 *
 * Prints one line: rate=<requests a second> found=<replies>. A reply counts if its type, identifier (raw) and sequence
 * number are right.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/errqueue.h>
#include <linux/icmp.h>
#include <linux/net_tstamp.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PAYLOAD = 56, LENGTH = 8 + PAYLOAD, WINDOW = 128, STAMPS_AT_ONCE = 32, IDENTIFIER = 0x6563 };

static uint8_t packet[LENGTH];
static uint32_t sum_without_sequence;

static void die(const char *what) {
    perror(what);
    exit(1);
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

static void make_packet(void) {
    packet[0] = ICMP_ECHO;
    packet[4] = IDENTIFIER >> 8;
    packet[5] = IDENTIFIER & 0xff;
    for (int i = 8; i < LENGTH; i++) {
        packet[i] = i;
    }
    for (int i = 0; i < LENGTH; i += 2) {
        sum_without_sequence += packet[i] << 8 | packet[i + 1];
    }
}

static void number_packet(uint16_t sequence) {
    uint32_t sum = sum_without_sequence + sequence;
    sum = (sum & 0xffff) + (sum >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    packet[2] = (uint8_t) (~sum >> 8);
    packet[3] = (uint8_t) ~sum;
    packet[6] = sequence >> 8;
    packet[7] = sequence & 0xff;
}

static int open_socket(int type) {
    int fd = socket(AF_INET, type, IPPROTO_ICMP);
    if (fd < 0) {
        die("socket");
    }
    struct timeval patience = {.tv_sec = 1};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (type == SOCK_RAW) {
        struct icmp_filter replies = {.data = ~(1u << ICMP_ECHOREPLY)};
        setsockopt(fd, SOL_RAW, ICMP_FILTER, &replies, sizeof replies);
    } else {
        int bytes = 4 << 20;
        setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes);
    }
    return fd;
}

static void sequential(const char *kind, long count) {
    int raw = strcmp(kind, "raw") == 0;
    int fd = open_socket(raw ? SOCK_RAW : SOCK_DGRAM);
    struct sockaddr_in target = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr_in from;
    uint8_t answer[256];
    int header = raw ? 20 : 0;
    long found = 0;
    double start = seconds();
    for (long i = 0; i < count; i++) {
        number_packet((uint16_t) i);
        if (sendto(fd, packet, LENGTH, 0, (struct sockaddr *) &target, sizeof target) != LENGTH) {
            die("sendto");
        }
        for (;;) {
            socklen_t length = sizeof from;
            if (recvfrom(fd, answer, sizeof answer, 0, (struct sockaddr *) &from, &length) < header + LENGTH) {
                die("recvfrom");
            }
            const uint8_t *icmp = answer + header;
            if (icmp[0] == ICMP_ECHOREPLY && memcmp(icmp + 6, packet + 6, 2) == 0
                && (!raw || memcmp(icmp + 4, packet + 4, 2) == 0)) {
                found++;
                break;
            }
        }
    }
    printf("rate=%.0f found=%ld\n", count / (seconds() - start), found);
}

enum stamps { NONE, RECEIVE, BOTH };

static void ask_for_stamps(int fd, enum stamps stamps) {
    int flags = SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_RX_SOFTWARE;
    if (stamps == BOTH) {
        flags |= SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_OPT_ID | SOF_TIMESTAMPING_OPT_TSONLY;
    }
    if (stamps != NONE && setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof flags) < 0) {
        die("SO_TIMESTAMPING");
    }
}

static void take_send_stamps(int fd) {
    static struct mmsghdr messages[STAMPS_AT_ONCE];
    static char control[STAMPS_AT_ONCE][256];
    int taken;
    do {
        for (int i = 0; i < STAMPS_AT_ONCE; i++) {
            messages[i].msg_hdr = (struct msghdr) {.msg_control = control[i], .msg_controllen = sizeof control[i]};
        }
        taken = recvmmsg(fd, messages, STAMPS_AT_ONCE, MSG_ERRQUEUE | MSG_DONTWAIT, NULL);
    } while (taken == STAMPS_AT_ONCE);
}

/* Takes one reply; false if there is none. */
static int take_reply(int fd, enum stamps stamps, int flags) {
    uint8_t answer[256];
    struct sockaddr_in from;
    ssize_t got;
    if (stamps == NONE) {
        socklen_t length = sizeof from;
        got = recvfrom(fd, answer, sizeof answer, flags, (struct sockaddr *) &from, &length);
    } else {
        char control[256];
        struct iovec part = {answer, sizeof answer};
        struct msghdr message = {.msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &part, .msg_iovlen = 1,
                                 .msg_control = control, .msg_controllen = sizeof control};
        got = recvmsg(fd, &message, flags);
    }
    if (got < 0 && errno != EAGAIN) {
        die("receive");
    }
    return got == LENGTH && answer[0] == ICMP_ECHOREPLY;
}

/* Every PROCESSES-th address; returns how many answered. */
static long sweep_part(uint32_t first, long count, int part, int parts, enum stamps stamps) {
    int fd = open_socket(SOCK_DGRAM);
    ask_for_stamps(fd, stamps);
    struct sockaddr_in target = {.sin_family = AF_INET};
    long sent = 0;
    long found = 0;
    for (long i = part; i < count; i += parts) {
        target.sin_addr.s_addr = htonl(first + (uint32_t) i);
        number_packet((uint16_t) i);
        if (sendto(fd, packet, LENGTH, 0, (struct sockaddr *) &target, sizeof target) != LENGTH) {
            die("sendto");
        }
        sent++;
        found += take_reply(fd, stamps, sent - found >= WINDOW ? 0 : MSG_DONTWAIT);
        if (stamps == BOTH && sent % STAMPS_AT_ONCE == 0) {
            take_send_stamps(fd);
        }
    }
    while (found < sent && take_reply(fd, stamps, 0)) {
        found++;
    }
    return found;
}

static void sweep(uint32_t first, long count, int processes, enum stamps stamps) {
    double start = seconds();
    int results[2];
    if (pipe(results) < 0) {
        die("pipe");
    }
    for (int part = 0; part < processes; part++) {
        if (fork() == 0) {
            long found = sweep_part(first, count, part, processes, stamps);
            _exit(write(results[1], &found, sizeof found) != sizeof found);
        }
    }
    close(results[1]);
    long total = 0;
    long found;
    while (read(results[0], &found, sizeof found) == sizeof found) {
        total += found;
    }
    printf("rate=%.0f found=%ld\n", count / (seconds() - start), total);
    while (wait(NULL) > 0) {
    }
}

int main(int argc, char **argv) {
    make_packet();
    if (argc == 4 && strcmp(argv[1], "sequential") == 0) {
        sequential(argv[2], atol(argv[3]));
    } else if (argc == 6 && strcmp(argv[1], "sweep") == 0) {
        enum stamps stamps = strcmp(argv[5], "both") == 0 ? BOTH : strcmp(argv[5], "receive") == 0 ? RECEIVE : NONE;
        sweep(ntohl(inet_addr(argv[2])), atol(argv[3]), atoi(argv[4]), stamps);
    } else {
        fputs("usage: echo-loop sequential raw|datagram COUNT | sweep FIRST COUNT PROCESSES none|receive|both\n", stderr);
        return 2;
    }
    return 0;
}
