package enospc.check.linear;

import enospc.check.linear.Register.NoSwap;
import enospc.check.linear.Register.Read;
import enospc.check.linear.Register.Swap;
import enospc.check.linear.Register.Write;
import enospc.world.Chance;
import enospc.world.Seed;
import java.util.ArrayList;
import java.util.List;

/// Histories of registers that linearize, by a seed: each client always has one op open; a half of them reads, a
/// quarter writes and a quarter swaps, over five values.
final class Registers {

    private static final int VALUES = 5;

    /// An op under way. It happens when it is asked for the first time after its begin, and ends some time later.
    private static final class Client {
        Register<Integer> what = new Read<>(0);
        long begin;
        int key;
        boolean happened;
    }

    private final Chance chance;
    private final Client[] clients;
    private final int[] values;
    private final List<List<Call<Register<Integer>>>> calls = new ArrayList<>();
    private long index;

    private Registers(long seed, int clients, int keys) {
        this.chance = new Seed(seed).stream("registers");
        this.values = new int[keys];
        this.clients = new Client[clients];
        for (int key = 0; key < keys; key++) {
            calls.add(new ArrayList<>());
        }
        for (int i = 0; i < clients; i++) {
            this.clients[i] = begun();
        }
    }

    /// The calls on each key, in the order of their ends. Of those open at the end of the history nobody knows.
    ///
    /// @param ops that end, on all keys together
    static List<List<Call<Register<Integer>>>> drawn(long seed, int clients, int keys, int ops) {
        Registers registers = new Registers(seed, clients, keys);
        for (int ended = 0; ended < ops; ) {
            ended += registers.moves() ? 1 : 0;
        }
        for (Client client : registers.clients) {
            registers.calls.get(client.key).add(new Call<>(client.what, client.begin, Call.NEVER));
        }
        return registers.calls;
    }

    /// The same with a read in its middle of what nobody ever wrote.
    static List<Call<Register<Integer>>> withABadRead(List<Call<Register<Integer>>> calls) {
        List<Call<Register<Integer>>> bad = new ArrayList<>(calls);
        Call<Register<Integer>> middle = bad.get(calls.size() / 2);
        bad.set(calls.size() / 2, new Call<>(new Read<>(VALUES), middle.begin(), middle.end()));
        return bad;
    }

    private Client begun() {
        Client client = new Client();
        client.begin = index++;
        client.key = chance.below(values.length);
        client.what = switch (chance.below(4)) {
            case 0 -> new Write<>(chance.below(VALUES));
            case 1 -> new Swap<>(chance.below(VALUES), chance.below(VALUES));
            default -> new Read<>(0);
        };
        return client;
    }

    /// @return whether an op has ended
    private boolean moves() {
        int number = chance.below(clients.length);
        Client client = clients[number];
        if (client.happened) {
            calls.get(client.key).add(new Call<>(client.what, client.begin, index++));
            clients[number] = begun();
            return true;
        }
        happens(client);
        return false;
    }

    private void happens(Client client) {
        int value = values[client.key];
        client.happened = true;
        client.what = switch (client.what) {
            case Read<Integer> _ -> new Read<>(value);
            case Swap<Integer>(Integer expected, Integer _) when expected != value -> new NoSwap<>(expected);
            case Swap<Integer> _, Write<Integer> _, NoSwap<Integer> _ -> client.what;
        };
        values[client.key] = switch (client.what) {
            case Write<Integer>(Integer written) -> written;
            case Swap<Integer>(Integer _, Integer swapped) -> swapped;
            case Read<Integer> _, NoSwap<Integer> _ -> value;
        };
    }
}
