using System.Reflection;

namespace BayesMeasure.Tests.Architecture;

/// <summary>A rule for all files, types or members, which fails with the list of all that break it.</summary>
internal static class Rule
{
    /// <summary>Passes where nothing breaks the rule.</summary>
    public static void BrokenByNone<T>(IEnumerable<T> offenders)
    {
        string[] names = [.. offenders.Select(Name)];
        Assert.True(names.Length == 0, string.Join(Environment.NewLine, names));
    }

    private static string Name<T>(T offender) =>
        offender is MemberInfo { DeclaringType: Type type } member ? $"{type.FullName}: {member}" : $"{offender}";
}
