namespace BayesMeasure.PackageTests;

/// <summary>
/// A folder as a newcomer has it, outside the working tree, which knows the library as packages alone. It runs one program: as a
/// console project, as a file, or as a notebook.
/// </summary>
internal sealed class FreshFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly PackedLibraries packages;

    public FreshFolder(PackedLibraries packages)
    {
        this.packages = packages;
        folder.Write("nuget.config", PackageFolders(packages.Source));
        File.Copy(ConsumerCode.Data, folder.PathOf("spectrum.csv"));
    }

    /// <summary>The bytes of a file that the program wrote.</summary>
    public byte[] Read(string file) => File.ReadAllBytes(folder.PathOf(file));

    /// <summary>The files of a name, such as "libSkiaSharp*", beside the program that was built.</summary>
    public string[] Find(string pattern) => Directory.GetFiles(folder.PathOf("bin"), pattern, SearchOption.AllDirectories);

    /// <summary>Runs the program as a console project.</summary>
    public Task<string> RunProject()
    {
        folder.Write("Consumer.csproj", Project(packages.Version));
        folder.Write("Neighbour.cs", ConsumerCode.Neighbour);
        folder.Write("Types.cs", ConsumerCode.Usings + ConsumerCode.Types);
        folder.Write("Program.cs", ConsumerCode.Program + ConsumerCode.Reading);
        return Tool("run", "--configuration", "Release", "--disable-build-servers");
    }

    /// <summary>Runs the program as one file without a project.</summary>
    public Task<string> RunFile()
    {
        string header = $"#:package BayesMeasure.Plotting@{packages.Version}\n";
        folder.Write("program.cs", header + ConsumerCode.Program + ConsumerCode.Types);
        return Tool("run", "program.cs");
    }

    /// <summary>Runs the program as a notebook without a browser; gives back the notebook with its outputs.</summary>
    public async Task<Notebook> RunNotebook()
    {
        Directory.CreateDirectory(folder.PathOf(".config"));
        File.Copy(Path.Combine(Checkout.Folder, ".config", "dotnet-tools.json"), folder.PathOf(".config/dotnet-tools.json"));
        await DotnetTool.Run(folder.Path, "tool", "restore");
        folder.Write("program.dib", Notebook.Text(
            $"#i \"nuget:{packages.Source}\"\n#r \"nuget:BayesMeasure.Plotting,{packages.Version}\"",
            ConsumerCode.Usings,
            ConsumerCode.Types,
            ConsumerCode.QuickStart,
            ConsumerCode.Fits,
            "comparison",
            "fit",
            "fit.Plot()"));
        await Tool(
            "repl", "--run", "program.dib", "--exit-after-run", "--output-format", "ipynb", "--output-path", "program.ipynb");
        return Notebook.Read(folder.PathOf("program.ipynb"));
    }

    /// <summary>Runs one of samples/scripts, a program in one file, with the packages under test.</summary>
    /// <param name="name">Its name without the ending.</param>
    public Task<string> RunScript(string name)
    {
        string program = File.ReadAllText(Path.Combine(Checkout.Folder, "samples", "scripts", $"{name}.cs"));
        folder.Write($"{name}.cs", program.Replace("@*-*", $"@{packages.Version}", StringComparison.Ordinal));
        return Tool("run", $"{name}.cs");
    }

    /// <summary>Runs the tool bayesmeasure, installed in this folder when it is asked first.</summary>
    /// <param name="words">The words after its name.</param>
    public async Task<string> RunTool(params string[] words)
    {
        if (!Directory.Exists(folder.PathOf(".config")))
        {
            Directory.CreateDirectory(folder.PathOf(".config"));
            folder.Write(".config/dotnet-tools.json", """{ "version": 1, "isRoot": true, "tools": {} }""");
            await Tool("tool", "install", "BayesMeasure.Tool", "--local", "--version", packages.Version);
        }

        return await Tool(["tool", "run", "bayesmeasure", "--", .. words]);
    }

    /// <summary>Whether there is a file.</summary>
    public bool Has(string file) => File.Exists(folder.PathOf(file));

    public void Dispose() => folder.Dispose();

    /// <summary>The packages under test stay in this folder; those that they need come from where the user has them.</summary>
    private Task<string> Tool(params string[] arguments) => DotnetTool.Run(
        folder.Path,
        arguments,
        new() { [NuGetFolders.Variable] = folder.PathOf("packages"), [NuGetFolders.FallbackVariable] = NuGetFolders.User });

    private static string Project(string version) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="BayesMeasure.Formats" Version="{version}" />
            <PackageReference Include="BayesMeasure.Plotting" Version="{version}" />
          </ItemGroup>
        </Project>
        """;

    private static string PackageFolders(string source) => $"""
        <configuration>
          <packageSources>
            <add key="local" value="{source}" />
          </packageSources>
        </configuration>
        """;
}
