package enospc.pool.zfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Users as the machine lists them.
class AccountTest {

    @Test
    void theGroupIsThatOfTheListNotOneOfTheSameName() {
        Account nobody = Account.parse("nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin");
        assertEquals(new Account("nobody", "65533", "/nonexistent"), nobody);
        assertEquals("setpriv --reuid=nobody --regid=65533 --init-groups --", String.join(" ", nobody.prefix()));
        assertEquals("/nonexistent", nobody.environment().get("HOME"));
    }
}
