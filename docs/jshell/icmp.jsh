import io.github.icmpffm.*
import io.github.icmpffm.packet.*
import io.github.icmpffm.socket.*
import java.net.InetAddress
import java.time.Duration
