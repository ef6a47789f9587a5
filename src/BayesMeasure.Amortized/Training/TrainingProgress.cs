using System.Globalization;

namespace BayesMeasure.Amortized.Training;

/// <summary>How far a training has come.</summary>
/// <param name="Step">The number of steps that were made.</param>
/// <param name="Steps">The number of steps that are to be made.</param>
/// <param name="Loss">The mean of -ln q(structure | curve) since the last report, in nats.</param>
/// <param name="CrossEntropy">The same on curves that the network never learns from.</param>
/// <param name="Gap">
/// How much that is above the entropy of the exact posterior, in nats: the mean of KL(p || q). Null where none is exact.
/// </param>
/// <param name="Elapsed">The time that this run took.</param>
/// <param name="Remaining">The time that the steps to come will take.</param>
public sealed record TrainingProgress(
    int Step, int Steps, double Loss, double CrossEntropy, double? Gap, TimeSpan Elapsed, TimeSpan Remaining)
{
    /// <summary>One line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"step {Step} of {Steps}: loss {Loss:F3}, cross entropy {CrossEntropy:F3}")
        + (Gap is { } gap ? string.Create(CultureInfo.InvariantCulture, $", gap {gap:F3}") : "")
        + string.Create(
            CultureInfo.InvariantCulture, $" nat; {Elapsed.TotalSeconds:F0} s, {Remaining.TotalSeconds:F0} s to come");
}
