using System.Runtime.InteropServices;

namespace BayesMeasure.Amortized.Native;

/// <summary>Loads the native part of TorchSharp, also where the C++ runtime is older than the one it was linked with.</summary>
/// <remarks>
/// libLibTorchSharp.so of TorchSharp 0.107.0 asks libstdc++ for the version GLIBCXX_3.4.32 because of one symbol,
/// std::ios_base_library_init(), that GCC 13 puts into every file with iostream; libtorch itself asks for nothing so new.
/// Debian 12 and Ubuntu 22.04 (3.4.30) and RHEL 9 (3.4.29, which also lacks condition_variable::wait of 3.4.30, the function of
/// 3.4.11) refuse to load it. In a copy of the file the reference is renamed to std::ios_base::Init::Init(), which does the
/// same. The copy is loaded by its path before TorchSharp asks for the library, which the loader then finds by its SONAME: the
/// package and the folder of the program stay as they are.
/// </remarks>
internal static class TorchLibrary
{
    private const string Library = "libLibTorchSharp.so";
    private const string Cure = "A program that trains or uses a network references the package "
        + "libtorch-cpu-linux-x64, or that of its system or of CUDA, 2.10.0.";

    // In the order in which they need each other.
    private static readonly string[] Dependencies = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    private static readonly SymbolReference[] Renamed =
    [
        new("_ZSt21ios_base_library_initv", "GLIBCXX_3.4.32", "_ZNSt8ios_base4InitC1Ev", "GLIBCXX_3.4"),
        new(
            "_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE",
            "GLIBCXX_3.4.30",
            "_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE",
            "GLIBCXX_3.4.11"),
    ];

    private static readonly Lazy<string?> Fault = new(Load);

    /// <summary>Loads the library, once. To be called before the first use of TorchSharp.</summary>
    /// <exception cref="PlatformNotSupportedException">
    /// It cannot be loaded: libtorch is missing, or of another version, processor or system; the message says what to do.
    /// </exception>
    public static void Require()
    {
        if (Fault.Value is { } fault)
        {
            throw new PlatformNotSupportedException(fault);
        }
    }

    /// <summary>Points the renamed references at their replacements, in the bytes of the library.</summary>
    /// <exception cref="InvalidDataException">The file needs something of the version that is not known here.</exception>
    internal static void Relink(byte[] file)
    {
        var needs = new VersionNeeds(file);
        foreach (SymbolReference reference in Renamed)
        {
            needs.Rename(reference);
        }
    }

    private static string? Load()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                LoadForOlderRuntime();
            }

            _ = TorchSharp.torch.__version__;
            TorchSharp.torch.InitializeDeviceType(TorchSharp.DeviceType.CPU);
            return null;
        }
        catch (Exception fault) when (fault is DllNotFoundException or NotSupportedException or BadImageFormatException
            or InvalidDataException or IOException or UnauthorizedAccessException or TypeInitializationException)
        {
            string reason = (fault.InnerException ?? fault).Message.Split('\n')[0].TrimEnd('.');
            return $"libtorch cannot be loaded on {RuntimeInformation.RuntimeIdentifier}: {reason}. {Cure}";
        }
    }

    private static void LoadForOlderRuntime()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new DllNotFoundException(
                $"TorchSharp has no library for the processor {RuntimeInformation.ProcessArchitecture}");
        }

        string library = PathOf(Library);
        string[] dependencies = [.. Dependencies.Select(PathOf)];
        if (NativeLibrary.TryGetExport(NativeLibrary.Load("libstdc++.so.6"), Renamed[0].Symbol, out _))
        {
            return;
        }

        Array.ForEach(dependencies, dependency => NativeLibrary.Load(dependency));
        byte[] relinked = File.ReadAllBytes(library);
        Relink(relinked);
        LoadCopy(relinked);
    }

    private static void LoadCopy(byte[] library)
    {
        string copy = Path.Combine(Path.GetTempPath(), $"{Library}.{Guid.NewGuid():N}");
        File.WriteAllBytes(copy, library);
        try
        {
            NativeLibrary.Load(copy);
        }
        finally
        {
            File.Delete(copy); // what is mapped stays mapped
        }
    }

    private static string PathOf(string file)
    {
        string searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        string beside = AppContext.BaseDirectory;
        string[] folders =
        [
            .. searched.Split(':', StringSplitOptions.RemoveEmptyEntries),
            Path.Combine(beside, "runtimes", "linux-x64", "native"),
            beside,
        ];
        return folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists)
            ?? throw new DllNotFoundException($"{file} was not found");
    }
}
