using BayesMeasure.Fuzz.Targets;

namespace BayesMeasure.Fuzz;

/// <summary>All that reads what others wrote.</summary>
internal static class FuzzTargets
{
    /// <summary>All targets; each is made when it is asked for.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        .. FileTargets.All, .. StructureTargets.All, .. PriorTargets.All, .. SavedTargets.All, .. BatchTargets.All,
        .. NetworkTargets.All, .. CommandTargets.All, .. ToolTargets.All,
    ];
}
