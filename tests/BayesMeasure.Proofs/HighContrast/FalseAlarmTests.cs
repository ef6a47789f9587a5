using BayesMeasure.Posteriors;
using BayesMeasure.Proofs.Evidence;
using BayesMeasure.Proofs.Relaxation;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>Forty runs on problems that are no trouble: of those that are right at most one in twenty may be undecided.</summary>
[Trait("suite", "proofs")]
public class FalseAlarmTests(ITestOutputHelper output)
{
    private const double MostAlarms = 0.05;

    private static (string Name, ITarget Target, KnownEvidence Truth)[] Problems =>
    [
        ("NSO-3, K = 1", Nso3.WithPeaks(1), new(49.185, 0.02)),
        ("NSO-3, K = 2", Nso3.WithPeaks(2), new(147.551, 0.02)),
        ("NSO-3, K = 3", Nso3.WithPeaks(3), new(244.226, 0.02)),
        (
            "NMR, experiment 2, K = 1",
            RelaxationExperiment.OneStretched.WithComponents(1),
            new(-67.7 - RelaxationExperiment.Constant, 0.05)),
        Of(new GaussianShells(2).Problem),
        Of(Sinusoids.One),
        Of(CorrelatedGaussian.WithRandomCovariance(10).Problem),
        ("five Gaussians, SNR 10, K = 4", FiveGaussians.At(10, 4), new(215.24, 0.01)),
    ];

    [Fact]
    public void Right_runs_are_decided()
    {
        var row = new JudgedRow("easy problems", "-", output);
        foreach ((string name, ITarget target, KnownEvidence truth) in ProofScale.Choose(Problems[..6], Problems))
        {
            row.Ask(name, target, ProofScale.Choose(1, 5), truth);
        }

        int right = row.Runs.Count(run => run.IsRight);
        Assert.Multiple(
            row.Conclude,
            () => Assert.InRange(row.Runs.Count(run => run.IsFalseAlarm), 0, MostAlarms * right),
            () => Assert.InRange(right, (1 - MostAlarms) * row.Runs.Count, row.Runs.Count));
    }

    private static (string Name, ITarget Target, KnownEvidence Truth) Of(EvidenceProblem problem) =>
        (problem.Name, problem.Target, new(problem.LogEvidence));
}
