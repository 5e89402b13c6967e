package sigil.code.watch;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

/** Which file systems tell the kernel here nothing of their changes. */
class MountsTest {
    private static final Mounts MOUNTS = Mounts.parse("""
            21 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
            22 21 0:5 / /proc rw - proc proc rw
            40 21 0:40 / /home/ada/net\\040share rw,relatime shared:20 master:3 - nfs4 box:/export rw,vers=4.2
            41 40 0:41 / /home/ada/net\\040share/disk rw - xfs /dev/vdb rw
            42 21 0:42 / /mnt/c rw - 9p C:\\134 rw
            43 21 0:43 / /media/ssh rw - fuse.sshfs ada@box: rw
            44 21 8:1 / /media/stick rw - fuseblk /dev/sda1 rw
            45 21 0:45 / /over rw - nfs box:/ rw
            46 21 0:46 / /over rw - tmpfs tmpfs rw
            nonsense
            """);

    @Test
    void networksAndProgramsTellNothing() {
        assertThat(MOUNTS.deafness(Path.of("/home/ada/net share/src/deep")), is(Optional.of("nfs4")));
        assertThat(MOUNTS.deafness(Path.of("/mnt/c/work")), is(Optional.of("9p")));
        assertThat(MOUNTS.deafness(Path.of("/media/ssh")), is(Optional.of("fuse.sshfs")));
    }

    @Test
    void disksDo() {
        assertThat(MOUNTS.deafness(Path.of("/home/ada/src")), is(Optional.empty()));
        assertThat(MOUNTS.deafness(Path.of("/mnt/cc")), is(Optional.empty()));
        assertThat("a disk within a share", MOUNTS.deafness(Path.of("/home/ada/net share/disk/x")), is(Optional.empty()));
        assertThat("NTFS through FUSE, which is written to through this kernel", MOUNTS.deafness(Path.of("/media/stick/x")), is(Optional.empty()));
        assertThat("what is mounted above something else", MOUNTS.deafness(Path.of("/over/x")), is(Optional.empty()));
    }

    @Test
    void whatIsMountedHereIsRead() {
        assertThat(Mounts.now().hearing(), hasItem(Path.of("/proc")));
    }
}
