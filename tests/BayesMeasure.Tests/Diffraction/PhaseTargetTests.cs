using BayesMeasure.Diffraction.Search;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Diffraction;

public class PhaseTargetTests
{
    private static readonly PhaseTarget Target = PhaseTarget.Of(
        PowderMixture.Of(1, 0, ("NiO", 2000), ("ZnO", 1000)), PowderMixture.Library, new(0.12), overDispersion: 1);

    /// <summary>A trial has the log likelihood that the same point has from scratch, whatever was tried before.</summary>
    [Fact]
    public void Trials_are_evaluated_as_from_scratch()
    {
        ITargetState state = Target.CreateState();
        ITargetState scratch = Target.CreateState();
        double[] values = Start();
        state.Set(values);
        (int, double)[] moves = [(2, 0.3), (0, 1), (1, 0.4), (2, -0.2), (Target.Parameters.Count - 2, 0.01), (0, 0), (4, 0.8)];
        foreach ((int position, double value) in moves)
        {
            double trial = state.Propose([position], [value]);
            values[position] = value;
            scratch.Set(values);
            Assert.Equal(scratch.LogLikelihood, trial, 1e-6);
            state.Propose([3], [1]);
            state.Propose([position], [value]);
            state.Accept();
            Assert.Equal(scratch.LogLikelihood, state.LogLikelihood, 1e-6);
        }
    }

    [Fact]
    public void A_shut_gate_hides_height_and_strain()
    {
        ITargetState state = Target.CreateState();
        state.Set(Start());
        Assert.Equal(state.LogLikelihood, state.Propose([1, 2], [2, 0.5]));
    }

    /// <summary>NiO and ZnO are the second and the third of the library.</summary>
    [Fact]
    public void The_phases_that_are_there_are_likely()
    {
        ITargetState state = Target.CreateState();
        double[] values = Start();
        state.Set(values);
        double without = state.LogLikelihood;
        double with = state.Propose([3, 4, 5, 6, 7, 8], [1, 1, 0.17, 1, 0.5, 0.17]);
        double wrong = state.Propose([0, 1, 2], [1, 0.5, 0]);
        Assert.True(with > without + 100, $"{with} {without}");
        Assert.True(wrong < without, $"{wrong} {without}");
    }

    private static double[] Start()
    {
        double[] values = new double[Target.Parameters.Count];
        values[^1] = 0.12;
        return values;
    }
}
