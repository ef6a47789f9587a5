using System.Reflection;
using System.Runtime.CompilerServices;
using BayesMeasure.Amortized.Structures;
using BayesMeasure.Batch;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Export;
using BayesMeasure.Formats;
using BayesMeasure.Gpu;
using BayesMeasure.Measurements;
using BayesMeasure.Plotting;

namespace BayesMeasure.Tests.Architecture;

/// <summary>The libraries as they were compiled.</summary>
internal static class Libraries
{
    /// <summary>What is packed.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        typeof(Measurement).Assembly, typeof(GpuEngine).Assembly, typeof(Figure).Assembly, typeof(MeasurementFile).Assembly,
        typeof(PowderLines).Assembly, typeof(StructureFamily).Assembly, typeof(BatchOptions).Assembly,
        typeof(ExportOptions).Assembly,
    ];

    /// <summary>What a user sees; what the compiler keeps extension members in has no name that could be written.</summary>
    public static IEnumerable<Type> PublicTypes => Assemblies
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal));

    /// <summary>All that was written; what the compiler adds, such as the holders of lambdas, is left out.</summary>
    public static IEnumerable<Type> WrittenTypes => Assemblies
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal) && !IsGenerated(type));

    /// <summary>Whether a member comes from the compiler, such as the equality of a record.</summary>
    public static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
