package enospc.report.serve;

/// Where a person's word on a signature goes.
public interface ReviewDesk {

    /// What was said in the browser. Nothing of it has been checked.
    ///
    /// @param signature id of the signature
    /// @param word      `accept`, `reject` or `forget`
    /// @param until     last day on which it is accepted
    record Said(String signature, String word, String until, String why, String by) { }

    /// @throws enospc.plan.BadInput with what is wrong, in one line; nothing is changed then
    void enter(Said said);
}
