using System.Text.RegularExpressions;

namespace BayesMeasure.Tests.Architecture;

/// <summary>Dependencies point one way, between all folders of a library and between the libraries.</summary>
public class DependencyTests
{
    private const string Core = "BayesMeasure";
    private const string Plotting = "BayesMeasure.Plotting";
    private const string Gpu = "BayesMeasure.Gpu";
    private const string Formats = "BayesMeasure.Formats";
    private const string Diffraction = "BayesMeasure.Diffraction";
    private const string Amortized = "BayesMeasure.Amortized";
    private const string Batch = "BayesMeasure.Batch";
    private const string Export = "BayesMeasure.Export";
    private const string CommandLine = "BayesMeasure.CommandLine";
    private const string Tool = "BayesMeasure.Tool";

    // Every folder of the core, at any depth, may use folders above its own line alone: those that it names.
    private static readonly (string Part, string[] Uses)[] Parts =
    [
        ("Diagnostics", []),
        ("Numerics", []),
        ("Reports", []),
        ("Measurements", ["Reports"]),
        ("Numerics.Lanes", ["Numerics"]),
        ("Numerics.Special", ["Numerics"]),
        ("Models", ["Numerics", "Numerics.Lanes"]),
        ("Numerics.Random", ["Numerics", "Numerics.Lanes"]),
        ("Models.Absorption", ["Models"]),
        ("Models.Edges", ["Models", "Numerics"]),
        ("Models.Moessbauer", ["Models", "Numerics"]),
        ("Models.Peaks", ["Models", "Numerics", "Numerics.Lanes", "Numerics.Special"]),
        ("Models.Relaxation", ["Models", "Numerics"]),
        ("Models.Scattering", ["Models", "Numerics"]),
        ("Noise", ["Measurements", "Numerics", "Numerics.Lanes", "Numerics.Random", "Numerics.Special"]),
        ("Priors", ["Numerics.Random", "Reports"]),
        ("Models.Backgrounds", ["Models", "Models.Peaks", "Numerics"]),
        ("Posteriors", ["Measurements", "Models", "Noise", "Numerics", "Numerics.Lanes", "Numerics.Random", "Priors"]),
        ("Explorers", ["Numerics", "Numerics.Lanes", "Numerics.Random", "Numerics.Special", "Posteriors", "Priors"]),
        ("Inference", ["Diagnostics", "Models", "Numerics", "Posteriors", "Priors", "Reports"]),
        ("Optimization.Fitting", ["Measurements", "Models", "Noise", "Numerics", "Posteriors", "Priors", "Reports"]),
        (
            "Optimization.Graduated",
            [
                "Models", "Models.Peaks", "Noise", "Numerics", "Numerics.Lanes", "Numerics.Random", "Optimization.Fitting",
                "Posteriors", "Priors", "Reports",
            ]),
        (
            "Optimization.Modes",
            [
                "Inference", "Models", "Numerics", "Numerics.Lanes", "Numerics.Random", "Optimization.Fitting", "Posteriors",
                "Priors", "Reports",
            ]),
        ("Sampling.Checkpoints", ["Posteriors", "Reports"]),
        ("FreeEnergy", ["Diagnostics", "Inference", "Numerics.Lanes", "Reports"]),
        ("Linear", ["Inference", "Models", "Noise", "Numerics", "Numerics.Random", "Posteriors", "Priors"]),
        (
            "References",
            [
                "Explorers", "FreeEnergy", "Inference", "Models", "Noise", "Numerics", "Numerics.Random", "Optimization.Modes",
                "Posteriors", "Priors",
            ]),
        (
            "Variational",
            [
                "Diagnostics", "FreeEnergy", "Inference", "Numerics", "Numerics.Random", "Optimization.Fitting",
                "Optimization.Graduated", "Optimization.Modes", "Posteriors", "Priors", "References", "Reports",
            ]),
        (
            "Summaries",
            [
                "Diagnostics", "Inference", "Measurements", "Models", "Noise", "Numerics.Random", "Posteriors",
                "Reports",
            ]),
        (
            "Criticism",
            [
                "Inference", "Measurements", "Models", "Noise", "Numerics.Random", "Posteriors", "Priors", "Reports",
                "Summaries",
            ]),
        ("Linear.Selection", ["Linear", "Numerics.Random", "Priors", "Summaries"]),
        (
            "Linear.Sparse",
            ["Diagnostics", "Linear", "Numerics.Lanes", "Numerics.Random", "Numerics.Special", "Priors"]),
        ("Linear.Subsets", ["Inference", "Linear", "Priors"]),
        (
            "Sampling",
            [
                "Diagnostics", "Explorers", "FreeEnergy", "Inference", "Measurements", "Numerics.Random", "Optimization.Modes",
                "Posteriors", "References", "Reports", "Sampling.Checkpoints",
            ]),
        (
            "Comparison",
            [
                "Criticism", "Diagnostics", "FreeEnergy", "Inference", "Measurements", "Models", "Models.Peaks", "Noise",
                "Numerics.Random", "Posteriors", "Priors", "References", "Reports", "Sampling", "Sampling.Checkpoints",
                "Summaries",
            ]),
        ("DataIntegration", ["Comparison", "Criticism", "Inference", "Posteriors", "Reports", "Sampling", "Summaries"]),
        (
            "Experiments",
            [
                "Comparison", "Inference", "Measurements", "Models", "Noise", "Numerics.Random", "Posteriors",
                "Reports", "Sampling", "Summaries",
            ]),
        ("Sensitivity", ["Comparison", "Diagnostics", "Inference", "Priors", "Reports"]),
        (
            "Persistence",
            [
                "Comparison", "Criticism", "DataIntegration", "FreeEnergy", "Inference", "Models", "Numerics.Random",
                "Posteriors", "Priors", "Reports", "Sampling", "Sensitivity", "Summaries",
            ]),
    ];

    private static readonly (string Part, string[] Uses)[] GpuParts =
    [
        ("Numerics", []),
        ("Accelerators", ["Numerics"]),
        ("Priors", ["Numerics"]),
        ("Random", ["Numerics"]),
        ("Refusals", ["Numerics"]),
        ("Device", ["Numerics", "Priors", "Random"]),
        ("Batches", ["Device", "Numerics", "Priors"]),
        ("Selections", ["Batches", "Numerics", "Random"]),
    ];

    // What reads text is asked by the instruments; what finds the format knows them all, and lies above them.
    private static readonly (string Part, string[] Uses)[] FormatsParts =
    [
        ("Columns", []),
        ("Nexus", []),
        ("Instruments", ["Columns"]),
    ];

    // What a structure is knows no file and no line; lines know no instrument.
    private static readonly (string Part, string[] Uses)[] DiffractionParts =
    [
        ("Atoms", []),
        ("Crystals", ["Atoms"]),
        ("Cif", ["Atoms", "Crystals"]),
        ("Lines", ["Atoms", "Crystals"]),
        ("Patterns", ["Crystals", "Lines"]),
        ("Search", ["Atoms", "Crystals", "Lines", "Patterns"]),
        ("Persistence", ["Patterns", "Search"]),
    ];

    // What a structure is knows no network, and a network no training; who judges an answer is judged by nobody, and a report
    // knows them all.
    private static readonly (string Part, string[] Uses)[] AmortizedParts =
    [
        ("Native", []),
        ("Structures", []),
        ("Network", ["Native", "Structures"]),
        ("Referee", ["Network", "Structures"]),
        ("Training", ["Native", "Network", "Structures"]),
        ("Report", ["Network", "Referee", "Structures", "Training"]),
    ];

    public static TheoryData<string> AmortizedPartNames => [.. AmortizedParts.Select(part => part.Part)];

    // The protocol knows no measurement, and what is found knows no worker.
    private static readonly (string Part, string[] Uses)[] BatchParts =
    [
        ("Protocol", []),
        ("Sources", []),
        ("Answers", ["Protocol"]),
        ("Work", ["Answers", "Protocol", "Sources"]),
        ("Commands", ["Answers", "Protocol", "Sources", "Work"]),
    ];

    // What is written knows no kind of file, and kinds of files do not know each other.
    private static readonly (string Part, string[] Uses)[] ExportParts =
    [
        ("Contents", []),
        ("NetCdf", ["Contents"]),
        ("Tables", []),
        ("Zarr", ["Contents"]),
    ];

    // Questions do not know each other; options, reports and files, which they all have, lie beneath them.
    private static readonly (string Part, string[] Uses)[] CommandLineParts =
    [
        ("Decays", []),
        ("Peaks", []),
        ("Phases", []),
    ];

    public static TheoryData<string> CommandLinePartNames => [.. CommandLineParts.Select(part => part.Part)];

    private static readonly (string Part, string[] Uses)[] ToolParts =
    [
        ("Commands", []),
        ("Fitting", []),
        ("Joining", ["Fitting"]),
        ("Lines", []),
        ("Planning", []),
    ];

    public static TheoryData<string> ToolPartNames => [.. ToolParts.Select(part => part.Part)];

    public static TheoryData<string> ExportPartNames => [.. ExportParts.Select(part => part.Part)];

    // Kinds of figures do not know each other; a report shows them all.
    private static readonly (string Part, string[] Uses)[] PlottingParts =
    [
        ("Pages", []),
        ("Runs", []),
        ("Unknowns", []),
    ];

    public static TheoryData<string> PlottingPartNames => [.. PlottingParts.Select(part => part.Part)];

    public static TheoryData<string> BatchPartNames => [.. BatchParts.Select(part => part.Part)];

    public static TheoryData<string> DiffractionPartNames => [.. DiffractionParts.Select(part => part.Part)];

    public static TheoryData<string> FormatsPartNames => [.. FormatsParts.Select(part => part.Part)];

    public static TheoryData<string> GpuPartNames => [.. GpuParts.Select(part => part.Part)];

    public static TheoryData<string> PartNames => [.. Parts.Select(part => part.Part)];

    [Fact]
    public void The_tables_list_every_part()
    {
        AssertListsEveryPart(Core, Parts);
        AssertListsEveryPart(Gpu, GpuParts);
        AssertListsEveryPart(Formats, FormatsParts);
        AssertListsEveryPart(Diffraction, DiffractionParts);
        AssertListsEveryPart(Amortized, AmortizedParts);
        AssertListsEveryPart(Batch, BatchParts);
        AssertListsEveryPart(Export, ExportParts);
        AssertListsEveryPart(Plotting, PlottingParts);
        AssertListsEveryPart(CommandLine, CommandLineParts);
        AssertListsEveryPart(Tool, ToolParts);
    }

    [Fact]
    public void The_tables_point_one_way()
    {
        AssertPointsOneWay(Parts);
        AssertPointsOneWay(GpuParts);
        AssertPointsOneWay(FormatsParts);
        AssertPointsOneWay(DiffractionParts);
        AssertPointsOneWay(AmortizedParts);
        AssertPointsOneWay(BatchParts);
        AssertPointsOneWay(ExportParts);
        AssertPointsOneWay(PlottingParts);
        AssertPointsOneWay(CommandLineParts);
        AssertPointsOneWay(ToolParts);
    }

    [Theory]
    [MemberData(nameof(PartNames))]
    public void A_part_uses_exactly_the_parts_that_the_table_names(string part) => AssertUses(Core, Parts, part);

    [Theory]
    [MemberData(nameof(GpuPartNames))]
    public void A_part_of_the_GPU_engine_uses_exactly_the_parts_that_the_table_names(string part) =>
        AssertUses(Gpu, GpuParts, part);

    [Theory]
    [MemberData(nameof(FormatsPartNames))]
    public void A_part_of_the_formats_uses_exactly_the_parts_that_the_table_names(string part) =>
        AssertUses(Formats, FormatsParts, part);

    [Theory]
    [MemberData(nameof(DiffractionPartNames))]
    public void A_part_of_diffraction_uses_exactly_the_parts_that_the_table_names(string part) =>
        AssertUses(Diffraction, DiffractionParts, part);

    [Theory]
    [MemberData(nameof(AmortizedPartNames))]
    public void A_part_of_amortised_inference_uses_exactly_the_parts_that_the_table_names(string part) =>
        AssertUses(Amortized, AmortizedParts, part);

    [Fact]
    public void Only_amortised_inference_knows_torch()
    {
        Assert.All(
            SourceTree.Files.Where(file => file.Library != Amortized), file => Assert.Empty(file.Find(@"\b(TorchSharp)\b")));
        Assert.All(
            SourceTree.Of(Amortized).Where(file => file.Namespace == "BayesMeasure.Amortized.Structures"),
            file => Assert.Empty(file.Find(@"\busing (?:static )?(TorchSharp)")));
    }

    [Theory]
    [MemberData(nameof(BatchPartNames))]
    public void A_part_of_batches_uses_exactly_the_parts_that_the_table_names(string part) =>
        AssertUses(Batch, BatchParts, part);

    [Theory]
    [MemberData(nameof(ExportPartNames))]
    public void A_part_of_the_export_uses_exactly_the_parts_that_the_table_names(string part) =>
        AssertUses(Export, ExportParts, part);

    [Theory]
    [MemberData(nameof(PlottingPartNames))]
    public void A_part_of_the_figures_uses_exactly_the_parts_that_the_table_names(string part) =>
        AssertUses(Plotting, PlottingParts, part);

    [Theory]
    [MemberData(nameof(CommandLinePartNames))]
    public void A_part_of_the_command_lines_uses_exactly_the_parts_that_the_table_names(string part) =>
        AssertUses(CommandLine, CommandLineParts, part);

    [Theory]
    [MemberData(nameof(ToolPartNames))]
    public void A_part_of_the_tool_uses_exactly_the_parts_that_the_table_names(string part) => AssertUses(Tool, ToolParts, part);

    /// <summary>The tool stands above all; what it would be ten times as large with, it does without.</summary>
    [Fact]
    public void Nobody_knows_the_tool_and_it_knows_neither_devices_nor_networks()
    {
        Assert.All(
            SourceTree.Files.Where(file => file.Library is not (CommandLine or Tool)),
            file => Assert.Empty(file.Find(@"\busing (BayesMeasure\.(?:CommandLine|Tool))\b")));
        Assert.All(
            SourceTree.Of(CommandLine).Concat(SourceTree.Of(Tool)),
            file => Assert.Empty(file.Find(@"\busing (BayesMeasure\.(?:Gpu|Amortized))\b")));
        Assert.All(SourceTree.Of(CommandLine), file => Assert.Empty(file.Find(@"\busing (BayesMeasure\.Tool)\b")));
    }

    [Fact]
    public void Only_batches_know_another_package_beside_the_core_and_only_they_and_the_export_Parquet()
    {
        string[] packages = [Plotting, Gpu, Formats, Diffraction, Amortized, Batch, Export];
        Assert.All(
            SourceTree.Files.Where(file => file.Library is not (Batch or Export)),
            file => Assert.Empty(file.Find(@"\busing (Parquet)\b")));
        Assert.All(packages, package => Assert.Equal(
            package == Batch ? [Formats] : [],
            packages.Where(other => other != package
                && SourceTree.Of(package).Any(file => file.Find($@"\busing ({Regex.Escape(other)})\b").Any()))));
    }

    [Fact]
    public void Only_the_formats_read_HDF5_and_only_the_export_writes_it()
    {
        Assert.All(
            SourceTree.Files.Where(file => file.Library is not (Formats or Export)),
            file => Assert.Empty(file.Find(@"\b(PureHDF)\b")));
        Assert.All(SourceTree.Of(Export), file => Assert.Empty(file.Find(@"\b(OpenRead|H5ReadOptions)\b")));
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

    private static void AssertListsEveryPart(string library, (string Part, string[] Uses)[] parts) =>
        Assert.Equal(new FolderGraph(library).Folders.Order(), parts.Select(part => part.Part).Order());

    private static void AssertPointsOneWay((string Part, string[] Uses)[] parts) =>
        Assert.All(parts.Index(), entry => Assert.Subset(
            parts[..entry.Index].Select(part => part.Part).ToHashSet(),
            entry.Item.Uses.ToHashSet()));

    private static void AssertUses(string library, (string Part, string[] Uses)[] parts, string part) =>
        Assert.Equal(parts.Single(entry => entry.Part == part).Uses, new FolderGraph(library).UsesOf(part));
}
