using BayesMeasure.Posteriors;
using BayesMeasure.Proofs.Evidence;
using BayesMeasure.Proofs.Mixtures;
using BayesMeasure.Proofs.Relaxation;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>
/// Kinds of problems that no setting was made for: needles, sinusoids, decays, mixtures of normals. Numbers that no formula or
/// rule gives are those of importance sampling with 300,000 draws from a Student t about draws of one order of the components.
/// </summary>
[Trait("suite", "proofs")]
public class HeldOutTests(ITestOutputHelper output)
{
    [Fact]
    public void Needles_of_three_and_of_five_parameters()
    {
        EvidenceProblem three = new TwoPhases(3, 0.01, 3).Problem;
        EvidenceProblem five = new TwoPhases(5, 0.03, 3).Problem;
        JudgedRow row = Ask("needles", (three.Name, three.Target, three.LogEvidence), (five.Name, five.Target, five.LogEvidence));
        row.Conclude();
    }

    [Fact]
    public void Sinusoids_in_noise()
    {
        EvidenceProblem one = Sinusoids.One;
        JudgedRow row = Ask("sinusoids", (one.Name, one.Target, one.LogEvidence), ("two sinusoids", Sinusoids.Two, -153.897));
        row.Conclude(within: JudgedRun.Harmless, largestError: JudgedRun.Harmless);
    }

    [Fact]
    public void Two_and_three_exponentials()
    {
        RelaxationExperiment experiment = RelaxationExperiment.ThreeExponentials;
        JudgedRow row = Ask(
            "decays",
            ("two plain exponentials", experiment.WithPlainComponents(2), -1062.568),
            ("three plain exponentials", experiment.WithPlainComponents(3), 357.278));
        row.Conclude(within: JudgedRun.Harmless, largestError: JudgedRun.Harmless);
    }

    [SharedDataFact]
    public void Mixtures_of_two_and_of_three_normals()
    {
        JudgedRow row = Ask(
            "mixtures",
            ("galaxies, 2 components", new GalaxyMixture(2).Target, -239.764),
            ("galaxies, 3 components", new GalaxyMixture(3).Target, -226.813));
        row.Conclude(within: JudgedRun.Harmless, largestError: JudgedRun.Harmless);
    }

    /// <summary>The first of two problems in the short form, both in the long one.</summary>
    private JudgedRow Ask(string kind, params (string Name, ITarget Target, double LogEvidence)[] problems)
    {
        var row = new JudgedRow($"held out: {kind}", "-", output);
        foreach ((string name, ITarget target, double logEvidence) in ProofScale.Choose(problems[..1], problems))
        {
            row.Ask(name, target, ProofScale.Choose(1, 8), new(logEvidence));
        }

        return row;
    }
}
