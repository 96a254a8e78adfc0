package enospc.check.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a search has met, by numbers: the kinds of calls, and the nodes. The model is asked once for each pair of them.
///
/// A node is a state together with the lost calls that were spent to come there. Of equal ones it does not matter
/// which: their kinds are enough, in ascending order.
final class Graph<S, C> {

    static final int IMPOSSIBLE = -1;
    private static final int UNASKED = -2;
    private static final int[] NOTHING = {};

    record Node<S>(S state, List<Integer> spent) {

        long spent(int kind) {
            return spent.isEmpty() ? 0 : spent.stream().filter(each -> each == kind).count();
        }
    }

    private final Model<S, C> model;
    private final Map<C, Integer> kinds = new HashMap<>();
    private final List<C> calls = new ArrayList<>();
    private final List<int[]> after = new ArrayList<>();
    private Map<Node<S>, Integer> numbers = new HashMap<>();
    private List<Node<S>> nodes = new ArrayList<>();

    Graph(Model<S, C> model) {
        this.model = model;
    }

    /// Equal calls are of one kind.
    int kind(C call) {
        Integer known = kinds.putIfAbsent(call, calls.size());
        if (known != null) {
            return known;
        }
        calls.add(call);
        after.add(NOTHING);
        return calls.size() - 1;
    }

    int start(S state) {
        return number(new Node<>(state, List.of()));
    }

    Node<S> node(int number) {
        return nodes.get(number);
    }

    int size() {
        return nodes.size();
    }

    /// The node that a call of this kind leads to, or [#IMPOSSIBLE].
    int after(int node, int kind) {
        int[] row = after.get(kind);
        if (node < row.length && row[node] != UNASKED) {
            return row[node];
        }
        return ask(node, kind, row);
    }

    private int ask(int node, int kind, int[] row) {
        Node<S> from = nodes.get(node);
        Optional<S> state = model.after(from.state, calls.get(kind));
        int to = state.isEmpty() ? IMPOSSIBLE : number(new Node<>(state.get(), from.spent));
        int[] wide = row;
        if (node >= row.length) {
            wide = Arrays.copyOf(row, Math.max(4, Integer.highestOneBit(node) << 1));
            Arrays.fill(wide, row.length, wide.length, UNASKED);
            after.set(kind, wide);
        }
        wide[node] = to;
        return to;
    }

    /// The node that a lost call of this kind leads to, or [#IMPOSSIBLE].
    int spending(int node, int kind) {
        Node<S> from = nodes.get(node);
        return model.after(from.state, calls.get(kind)).map(state -> {
            List<Integer> spent = new ArrayList<>(from.spent);
            spent.add(kind);
            spent.sort(null);
            return number(new Node<>(state, List.copyOf(spent)));
        }).orElse(IMPOSSIBLE);
    }

    /// The nodes met so far with the same state that one lost call less was spent for.
    int[] cheaper(int node) {
        Node<S> costly = nodes.get(node);
        return costly.spent.stream().distinct().mapToInt(kind -> {
            List<Integer> less = new ArrayList<>(costly.spent);
            less.remove(kind);
            return numbers.getOrDefault(new Node<>(costly.state, less), IMPOSSIBLE);
        }).filter(number -> number != IMPOSSIBLE).toArray();
    }

    private int number(Node<S> node) {
        Integer known = numbers.putIfAbsent(node, nodes.size());
        if (known != null) {
            return known;
        }
        nodes.add(node);
        return nodes.size() - 1;
    }

    /// Forgets all nodes but these.
    ///
    /// @return their new numbers, at the places of the old ones
    int[] keep(int[] live) {
        List<Node<S>> old = nodes;
        int[] renumbered = new int[old.size()];
        nodes = new ArrayList<>();
        numbers = new HashMap<>();
        after.replaceAll(_ -> NOTHING);
        for (int each : live) {
            renumbered[each] = number(old.get(each));
        }
        return renumbered;
    }
}
