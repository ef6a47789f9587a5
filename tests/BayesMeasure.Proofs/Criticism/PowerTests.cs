using BayesMeasure.Criticism;
using BayesMeasure.Inference;
using BayesMeasure.Problems.Criticism;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Criticism;

/// <summary>How often a wrong model, or wrong data, are found: of each kind that people reported, 95 in a hundred.</summary>
[Trait("suite", "proofs")]
public class PowerTests(ITestOutputHelper output)
{
    private const int Curves = 60;
    private const double LeastPower = 0.95;

    private static readonly ProofTable Table = new(
        "What is found where something is wrong (Laplace draws)", "kind", "curves", "found", "objections", "other kinds");

    public static TheoryData<string> Kinds => [.. WrongCurves.Kinds.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Wrong_models_are_found(string name)
    {
        WrongCurve kind = WrongCurves.Kinds.Single(one => one.Name == name);
        int each = ProofScale.Seeds(Curves);
        ModelCriticism[] criticisms = [.. Enumerable.Range(0, each).Select(i =>
            new LaplaceInference { Seed = (ulong)i }.Run(kind.Create((ulong)i)).Criticism)];
        int found = criticisms.Count(one => one.Findings.Any(finding => kind.Expected.Contains(finding.Kind)));
        IEnumerable<string> others = criticisms
            .SelectMany(one => one.Findings.Select(finding => finding.Kind).Distinct())
            .Where(other => !kind.Expected.Contains(other))
            .GroupBy(other => other).Select(group => $"{group.Key} {group.Count()}");
        string objections = $"{criticisms.Count(one => !one.IsSound)}";
        Table.Add(output, kind.Name, $"{each}", $"{found}", objections, string.Join(", ", others));
        output.WriteLine(string.Join(Environment.NewLine, criticisms[0].Findings));
        Assert.InRange(found, LeastPower * each, each);
    }
}
