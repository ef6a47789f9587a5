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
            string name = estimate.Method + (i == 3 ? @" \*" : "");
            string number = Regex.Escape($"{new ValueWithError(estimate.LogEvidence, estimate.StandardError)}");
            Assert.Matches($@"^{name} +{number} +\d+$", lines[3 + i]);
        }

        Assert.Matches(@"^Largest difference \d\S+: the estimates agree .*quadrature error", lines[7]);
        Assert.Matches(@"^8 rungs, inverse temperatures 0, \S+ \.\.\. 1; exchanges rejected \d+ % to \d+ %\.$", lines[8]);
        Assert.Matches(@"^Communication barrier \d\.\d\d; round trips .*: \d+\.$", lines[9]);
        Assert.Matches(@"^2 chains of 500 recorded sweeps; seed 12; BayesMeasure \d+\.\d+\.\d+\.$", lines[10]);
        Assert.Equal("Prior: a ~ Normal(0, 3), each of 2 components.", lines[11]);
        Assert.Equal("No warnings.", lines[12]);
        Assert.Equal(13, lines.Length);
    }

    [Fact]
    public void The_largest_difference_leaves_out_what_has_an_error_beyond_its_bar()
    {
        FreeEnergyEstimate[] others = [.. Sampled.FreeEnergies.Take(3)];
        FreeEnergyEstimate shifted = Sampled.FreeEnergies[3] with { LogEvidence = 100 };
        FreeEnergyCertificate certificate = FreeEnergyCertificate.Of(Sampled with { FreeEnergies = [.. others, shifted] });
        Assert.Equal(FreeEnergyAgreement.Of(others).LargestDifference, certificate.LargestDifference);
        Assert.True(certificate.EstimatesAgree);
    }

    [Fact]
    public void Disagreement_warnings_and_a_cancelled_run_are_said()
    {
        Result doubtful = Sampled with
        {
            EstimatesAgree = false,
            StopReason = new(StopKind.Cancelled, "Cancelled."),
            Warnings = ["Something is wrong.", "And more."],
        };
        string text = FreeEnergyCertificate.Of(doubtful).ToString();
        Assert.False(FreeEnergyCertificate.Of(doubtful).EstimatesAgree);
        Assert.Contains("DISAGREE", text, StringComparison.Ordinal);
        Assert.Contains("recorded sweeps, cancelled early;", text, StringComparison.Ordinal);
        Assert.EndsWith($"Warning: Something is wrong.{Environment.NewLine}Warning: And more.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exact_result_has_neither_ladder_nor_anything_to_compare()
    {
        FreeEnergyCertificate certificate =
            FreeEnergyCertificate.Of(KnownDraws.Create(new Prior { ["a"] = Prior.Normal(0, 1) }, [[[0], [1]]], _ => 0));
        Assert.Null(certificate.EstimatesAgree);
        Assert.Null(certificate.LargestDifference);
        string[] lines = certificate.ToString().Split(Environment.NewLine);
        Assert.Equal(8, lines.Length);
        Assert.Equal("log Z = 0 (known)", lines[0]);
        Assert.Equal("There is one estimate, with nothing to compare it to.", lines[4]);
        Assert.Equal("Prior: a ~ Normal(0, 1).", lines[6]);
    }
}
