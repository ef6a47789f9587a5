using System.Reflection;
using System.Runtime.ExceptionServices;
using Xunit.Sdk;

namespace BayesMeasure.Conformance;

/// <content>The suite for a program that is no project of tests.</content>
public abstract partial class ConformanceSuite
{
    /// <summary>All checks of the suite, each with its name; a check throws when the engine fails it.</summary>
    public IEnumerable<(string Name, Action Check)> Checks() =>
        from method in typeof(ConformanceSuite).GetMethods().OrderBy(method => method.Name, StringComparer.Ordinal)
        where method.GetCustomAttribute<FactAttribute>() is not null
        from arguments in ArgumentsOf(method)
        let name = string.Join(": ", [method.Name.Replace('_', ' '), .. arguments])
        select (name, (Action)(() => Check(method, arguments)));

    private static IEnumerable<object[]> ArgumentsOf(MethodInfo method) => method.GetCustomAttribute<TheoryAttribute>() is null
        ? [[]]
        : method.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(method));

    private void Check(MethodInfo method, object[] arguments)
    {
        try
        {
            method.Invoke(this, arguments);
        }
        catch (TargetInvocationException thrown)
        {
            ExceptionDispatchInfo.Throw(thrown.InnerException!);
        }
    }
}
