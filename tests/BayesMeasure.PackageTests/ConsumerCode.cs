using System.Text.RegularExpressions;

namespace BayesMeasure.PackageTests;

/// <summary>What a newcomer writes: the code of README.md, from the samples that it shows, and a program around it.</summary>
internal static class ConsumerCode
{
    /// <summary>The file that the quick start reads.</summary>
    public static string Data { get; } = Path.Combine(Checkout.Folder, "samples", "QuickStart", "spectrum.csv");

    /// <summary>The models of one's own: types.</summary>
    public static string Types { get; } = Snippet("samples/CustomModel/Decay.cs", "component")
        + Snippet("samples/CustomModel/DecayFromPointToPoint.cs", "curve-model");

    /// <summary>The ten lines of the quick start.</summary>
    public static string QuickStart { get; } = Snippet("samples/QuickStart/Program.cs", "quick-start");

    /// <summary>The three doors for a model, and a single fit with its figure.</summary>
    public static string Fits { get; } = Snippet("samples/CustomModel/Program.cs", "lambda") + Own("Program.cs");

    /// <summary>The same file, read as what an instrument wrote, and a path into a file that is none of HDF5.</summary>
    public static string Reading { get; } = Own("Reading.cs");

    /// <summary>All statements, as one program.</summary>
    public static string Program => Usings + QuickStart + Fits;

    /// <summary>Code of the newcomer's own that has nothing to do with the packages.</summary>
    public static string Neighbour { get; } = Own("Neighbour.cs");

    /// <summary>What a program says itself: the snippets need it, and the package does not bring it.</summary>
    public static string Usings =>
        "using System.Runtime.CompilerServices;\n\n";

    private static string Own(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Consumer", file));

    /// <summary>The lines between "// &lt;name&gt;" and "// &lt;/name&gt;".</summary>
    private static string Snippet(string file, string name)
    {
        string text = File.ReadAllText(Path.Combine(Checkout.Folder, file));
        Match match = Regex.Match(text, $"// <{name}>\\s*\n(.*?)[ ]*// </{name}>", RegexOptions.Singleline);
        Assert.True(match.Success, $"There is no <{name}> in {file}.");
        return match.Groups[1].Value;
    }
}
