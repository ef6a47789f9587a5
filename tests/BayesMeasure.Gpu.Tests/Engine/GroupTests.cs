using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Gpu.Tests.Engine;

/// <summary>The answers do not depend on how many threads share a curve, nor on where its work memory is.</summary>
public class GroupTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Threads_that_share_a_curve_give_its_log_likelihood(int threads)
    {
        Posterior posterior = Questions.Peaks(2);
        using var engine = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu, GroupSize = threads });
        Result result = Questions
            .On(engine, Questions.Options with { BurnInSweeps = 10, Sweeps = 20, Chains = 1 })
            .Run(posterior);
        AssertOwnLogLikelihoods(posterior, result, 1e-9);
    }

    [Fact]
    public void A_curve_that_does_not_fit_on_the_chip_lies_in_the_main_memory()
    {
        Posterior posterior = Questions.Peaks(2, points: 1000);
        using var engine = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu });
        Result result = Questions
            .On(engine, Questions.Options with { BurnInSweeps = 10, Sweeps = 20, Chains = 1 })
            .Run(posterior);
        AssertOwnLogLikelihoods(posterior, result, 1e-9);
    }

    private static void AssertOwnLogLikelihoods(Posterior posterior, Result result, double tolerance)
    {
        ITargetState state = posterior.CreateState();
        for (int draw = 0; draw < result.Draws.Count; draw++)
        {
            state.Set(result.Draws[0, draw]);
            Assert.Equal(state.LogLikelihood, result.Draws.LogLikelihood(0, draw), tolerance * Math.Abs(state.LogLikelihood));
        }
    }
}
