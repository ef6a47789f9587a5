using System.Text.RegularExpressions;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Reports;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Inference;

namespace BayesMeasure.Tests.FreeEnergy;

public class FreeEnergyCertificateTests
{
    private static readonly Result Sampled = new ReplicaExchange(new()
    {
        Seed = 12,
        Chains = 2,
        Rungs = 8,
        BurnInSweeps = 200,
        Sweeps = 500,
        Threads = 1,
        Reference = null,
    }).Run(new LogLikelihoodTarget(
        new Prior { ["a"] = Prior.Normal(0, 3) }.Repeat(2), point => -point[0] * point[0] - point[1] * point[1]));

    [Fact]
    public void A_sampled_result_is_certified_line_by_line()
    {
        string[] lines = FreeEnergyCertificate.Of(Sampled).ToString().Split(Environment.NewLine);
        Assert.Equal($"{Sampled.FreeEnergy}", lines[0]);
        Assert.Contains("all constants", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("estimate ", lines[2], StringComparison.Ordinal);
        for (int i = 0; i < 4; i++)
        {
            FreeEnergyEstimate estimate = Sampled.FreeEnergies[i];
            string number = Regex.Escape($"{new ValueWithError(estimate.LogEvidence, estimate.StandardError)}");
            Assert.Matches($@"^{estimate.Method}( \(left out\))? +{number} +\d+$", lines[3 + i]);
        }

        string[] leftOut =
        [
            .. from one in Sampled.FreeEnergies
               where one.LeftOut is not null
               select $"{one.Method}, left out: {one.LeftOut}.",
        ];
        Assert.Matches(@"^Largest difference \d\S+: the estimates agree within their errors\.$", lines[7]);
        Assert.Equal(leftOut, lines[8..(8 + leftOut.Length)]);
        lines = lines[(8 + leftOut.Length)..];
        Assert.Matches(@"^8 rungs, inverse temperatures 0, \S+ \.\.\. 1; exchanges rejected \d+ % to \d+ %\.$", lines[0]);
        Assert.Matches(@"^Communication barrier \d\.\d\d; round trips .*: \d+\.$", lines[1]);
        Assert.Matches(@"^2 chains of 500 recorded sweeps; seed 12; BayesMeasure \d+\.\d+\.\d+\.$", lines[2]);
        Assert.Equal("Prior: a ~ Normal(0, 3), each of 2 components.", lines[3]);
        Assert.Equal(["No warnings."], lines[4..]);
    }

    [Fact]
    public void What_is_left_out_is_said_with_its_reason_and_counts_for_nothing()
    {
        FreeEnergyEstimate[] others = [.. Sampled.FreeEnergies.Take(3).Select(estimate => estimate with { Fitness = null })];
        FreeEnergyEstimate shifted = Sampled.FreeEnergies[3] with { LogEvidence = 100, Fitness = new(false, "it is wrong") };
        FreeEnergyCertificate certificate = FreeEnergyCertificate.Of(Sampled with { FreeEnergies = [.. others, shifted] });
        Assert.Equal(FreeEnergyAgreement.Of(others).LargestDifference, certificate.LargestDifference);
        string[] lines = certificate.ToString().Split(Environment.NewLine);
        Assert.StartsWith($"{shifted.Method} (left out) ", lines[6], StringComparison.Ordinal);
        Assert.Equal($"{shifted.Method}, left out: it is wrong.", lines[8]);
    }

    [Fact]
    public void Doubt_warnings_and_a_cancelled_run_are_said()
    {
        Result doubtful = Sampled with
        {
            Doubt = "nothing moved",
            StopReason = new(StopKind.Cancelled, "Cancelled."),
            Warnings = ["Something is wrong.", "And more."],
        };
        string text = FreeEnergyCertificate.Of(doubtful).ToString();
        Assert.Contains("UNDECIDED: nothing moved; none is to be quoted.", text, StringComparison.Ordinal);
        Assert.Contains("recorded sweeps, cancelled early;", text, StringComparison.Ordinal);
        Assert.EndsWith($"Warning: Something is wrong.{Environment.NewLine}Warning: And more.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exact_result_has_neither_ladder_nor_anything_to_compare()
    {
        FreeEnergyCertificate certificate =
            FreeEnergyCertificate.Of(KnownDraws.Create(new Prior { ["a"] = Prior.Normal(0, 1) }, [[[0], [1]]], _ => 0));
        Assert.Null(certificate.LargestDifference);
        string[] lines = certificate.ToString().Split(Environment.NewLine);
        Assert.Equal(8, lines.Length);
        Assert.Equal("log Z = 0 (known)", lines[0]);
        Assert.Equal("There is one estimate, with nothing to compare it to.", lines[4]);
        Assert.Equal("Prior: a ~ Normal(0, 1).", lines[6]);
    }
}
