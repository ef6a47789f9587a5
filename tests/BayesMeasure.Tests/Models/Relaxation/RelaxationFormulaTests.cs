using BayesMeasure.Models.Relaxation;
using CsCheck;

namespace BayesMeasure.Tests.Models.Relaxation;

/// <summary>Every relaxation component against its formula, with every width of lanes and with derivatives.</summary>
public class RelaxationFormulaTests
{
    private static readonly Gen<double[]> Decays =
        Gen.Select(Gen.Double[-3, 3], Gen.Double[0.2, 4], Gen.Double[0.1, 1], (a, w, beta) => new[] { a, w, beta });

    private static readonly Gen<double[]> Recoveries =
        Gen.Select(Decays, Gen.Double[0.5, 2], (decay, f) => new[] { decay[0], f, decay[1], decay[2] });

    private static readonly double[] Times = [.. Enumerable.Range(0, 13).Select(i => 0.3 * i)];

    [Fact]
    public void A_stretched_decay_is_its_formula() =>
        ComponentCheck.IsFormula<StretchedDecay>(Decays, Times, (t, p) => p[0] * Mode(p[1] * t, p[2]));

    [Fact]
    public void A_stretched_recovery_is_its_formula() =>
        ComponentCheck.IsFormula<StretchedRecovery>(Recoveries, Times, (t, p) => p[0] * (1 - p[1] * Mode(p[2] * t, p[3])));

    [Fact]
    public void A_central_line_is_its_formula() =>
        ComponentCheck.IsFormula<QuadrupolarRecovery<SpinThreeHalvesCentralLine>>(
            Recoveries,
            Times,
            (t, p) => p[0] * (1 - p[1] * (Mode(p[2] * t, p[3]) + 9 * Mode(6 * p[2] * t, p[3])) / 10));

    [Fact]
    public void A_satellite_is_its_formula() =>
        ComponentCheck.IsFormula<QuadrupolarRecovery<SpinFiveHalvesOuterSatelliteLine>>(
            Recoveries,
            Times,
            (t, p) => p[0] * (1 - p[1] * (Mode(p[2] * t, p[3]) / 35 + 3 * Mode(3 * p[2] * t, p[3]) / 14
                + 0.4 * Mode(6 * p[2] * t, p[3]) + 2 * Mode(10 * p[2] * t, p[3]) / 7 + Mode(15 * p[2] * t, p[3]) / 14)));

    private static double Mode(double time, double stretching) => Math.Exp(-Math.Pow(time, stretching));
}
