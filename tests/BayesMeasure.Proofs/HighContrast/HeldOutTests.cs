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
    private static int Seeds => ProofScale.Choose(1, 8);

    [Fact]
    public void Needles_of_three_and_of_five_parameters()
    {
        EvidenceProblem[] problems = [new TwoPhases(3, 0.01, 3).Problem, new TwoPhases(5, 0.03, 3).Problem];
        var row = new JudgedRow("held out: needles", "-", output);
        foreach (EvidenceProblem problem in problems)
        {
            row.Ask(problem.Name, problem.Target, Seeds, new(problem.LogEvidence));
        }

        row.Conclude();
    }

    [Fact]
    public void Sinusoids_in_noise()
    {
        var row = new JudgedRow("held out: sinusoids", "-", output);
        EvidenceProblem one = Sinusoids.One;
        row.Ask(one.Name, one.Target, Seeds, new(one.LogEvidence));
        row.Ask("two sinusoids", Sinusoids.Two, Seeds, new(-153.897, 0.002));
        row.Conclude(within: JudgedRun.Harmless, largestError: JudgedRun.Harmless);
    }

    [Fact]
    public void Two_and_three_exponentials()
    {
        var row = new JudgedRow("held out: decays", "-", output);
        RelaxationExperiment experiment = RelaxationExperiment.ThreeExponentials;
        row.Ask("two plain exponentials", experiment.WithPlainComponents(2), Seeds, new(-1062.568, 0.002));
        row.Ask("three plain exponentials", experiment.WithPlainComponents(3), Seeds, new(357.2775, 0.002));
        row.Conclude(within: JudgedRun.Harmless, largestError: JudgedRun.Harmless);
    }

    [SharedDataFact]
    public void Mixtures_of_two_and_of_three_normals()
    {
        var row = new JudgedRow("held out: mixtures", "-", output);
        row.Ask("galaxies, 2 components", new GalaxyMixture(2).Target, Seeds, new(-239.7636, 0.002));
        row.Ask("galaxies, 3 components", new GalaxyMixture(3).Target, Seeds, new(-226.8133, 0.002));
        row.Conclude(within: JudgedRun.Harmless, largestError: JudgedRun.Harmless);
    }
}
