using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Posteriors;

public class AmplitudeCheckTests
{
    private static readonly Prior Decay = new() { ["height"] = Prior.Normal(0, 1), ["rate"] = Prior.Gamma(2, 2) };

    [Fact]
    public void A_wrong_claim_is_refused()
    {
        string message = Refusal<WrongAmplitude>(Decay);
        Assert.Contains(
            "WrongAmplitude names 'rate' as its amplitude, but is not proportional", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_no_parameter_is_refused()
    {
        string message = Refusal<MissingAmplitude>(Decay);
        Assert.Contains("names the amplitude 'amplitude'", message, StringComparison.Ordinal);
        Assert.Contains("(height, rate)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Peaks_pass()
    {
        Prior peak = new() { ["amplitude"] = Prior.Normal(0, 1), ["width"] = Prior.Gamma(2, 2), ["center"] = Prior.Normal(0, 1) };
        Assert.Equal(
            3, new Posterior(new([0], [1]), ForwardModel.Of<LorentzianPeak>(), GaussianNoise.Known(1), peak).Parameters.Count);
    }

    private static string Refusal<TComponent>(Prior prior)
        where TComponent : struct, IComponent => Assert.Throws<ArgumentException>(
            () => new Posterior(new([0], [1]), ForwardModel.Of<TComponent>(), GaussianNoise.Known(1), prior)).Message;
}
