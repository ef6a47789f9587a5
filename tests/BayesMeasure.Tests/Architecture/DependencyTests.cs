namespace BayesMeasure.Tests.Architecture;

/// <summary>Dependencies point one way, within the core and between the libraries.</summary>
public class DependencyTests
{
    private const string Core = "BayesMeasure";
    private const string Plotting = "BayesMeasure.Plotting";
    private const string Gpu = "BayesMeasure.Gpu";

    // Every part of the core may use parts above its own line alone: those that it names.
    private static readonly (string Part, string[] Uses)[] Parts =
    [
        ("Numerics", []),
        ("Diagnostics", []),
        ("Measurements", []),
        ("Models", ["Numerics"]),
        ("Priors", ["Numerics"]),
        ("Noise", ["Measurements", "Numerics"]),
        ("Posteriors", ["Measurements", "Models", "Noise", "Numerics", "Priors"]),
        ("Results", ["Diagnostics", "Measurements", "Models", "Noise", "Numerics", "Posteriors"]),
        ("FreeEnergy", ["Diagnostics", "Noise", "Numerics", "Posteriors", "Results"]),
        ("Linear", ["Noise", "Numerics", "Posteriors", "Priors", "Results"]),
        ("Explorers", ["Numerics", "Posteriors", "Priors"]),
        ("Sampling", ["Diagnostics", "Explorers", "FreeEnergy", "Numerics", "Posteriors", "Results"]),
        (
            "Comparison",
            [
                "Diagnostics", "FreeEnergy", "Measurements", "Models", "Noise", "Numerics", "Posteriors", "Priors", "Results",
                "Sampling",
            ]),
    ];

    public static TheoryData<string> PartNames => [.. Parts.Select(part => part.Part)];

    [Fact]
    public void The_table_lists_every_part() =>
        Assert.Equal(
            SourceTree.Of(Core).Where(file => file.Segments.Length > 2).Select(file => file.Segments[1]).Distinct().Order(),
            Parts.Select(part => part.Part).Order());

    [Fact]
    public void The_table_points_one_way() =>
        Assert.All(Parts.Index(), entry => Assert.Subset(
            Parts[..entry.Index].Select(part => part.Part).ToHashSet(),
            entry.Item.Uses.ToHashSet()));

    [Theory]
    [MemberData(nameof(PartNames))]
    public void A_part_uses_exactly_the_parts_that_the_table_names(string part)
    {
        IEnumerable<string> used = SourceTree.Of(Core)
            .Where(file => file.Segments[1] == part)
            .SelectMany(file => file.Find($@"\b{Core}\.([A-Z]\w*)"))
            .Where(name => name != part);
        Assert.Equal(Parts.Single(entry => entry.Part == part).Uses, used.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_core_knows_neither_figures_nor_packages_beyond_Math_NET()
    {
        string[] known = [Core, "MathNet.Numerics", "System", "Microsoft"];
        IEnumerable<string> references = typeof(BayesMeasure.Measurements.Measurement).Assembly
            .GetReferencedAssemblies()
            .Select(reference => reference.Name!);
        Assert.All(references, name => Assert.Contains(known, start => name == start || name.StartsWith($"{start}.")));
    }

    [Fact]
    public void Only_the_GPU_engine_knows_the_compiler_of_kernels()
    {
        Assert.All(SourceTree.Files.Where(file => file.Library != Gpu), file => Assert.Empty(file.Find(@"\b(ILGPU)\b")));
        Assert.All(SourceTree.Of(Plotting), file => Assert.Empty(file.Find(@"\busing (BayesMeasure\.Gpu)")));
    }

    [Fact]
    public void Figures_are_drawn_from_the_core() =>
        Assert.Contains(SourceTree.Of(Plotting), file => file.Find($@"\busing {Core}\.").Any());
}
