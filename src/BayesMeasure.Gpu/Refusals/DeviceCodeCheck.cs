using System.Reflection;

namespace BayesMeasure.Gpu.Refusals;

/// <summary>
/// Reads a method that is to run on a GPU, and all that it calls, before anything is compiled: where a compiler of kernels fails
/// deep inside, this names the member of the model and what is wrong with it.
/// </summary>
internal sealed class DeviceCodeCheck
{
    /// <summary>How often a method may call itself with other generic arguments, as a component of components does.</summary>
    private const int MostNested = 32;

    private readonly IReadOnlyCollection<Type> given;
    private readonly HashSet<MethodBase> read = [];
    private readonly List<MethodBase> path = [];
    private readonly List<string> refusals = [];

    private DeviceCodeCheck(IReadOnlyCollection<Type> given)
    {
        this.given = given;
    }

    /// <summary>Why a GPU cannot run a method, one sentence for each reason, without a stop; none when it can.</summary>
    /// <param name="method">
    /// A static method, closed over its generic arguments. What these do is not looked at: they are the engine's own number and
    /// view of the parameters.
    /// </param>
    public static IReadOnlyList<string> RefusalsOf(MethodInfo method)
    {
        var check = new DeviceCodeCheck(method.IsGenericMethod ? method.GetGenericArguments() : []);
        check.Enter(method);
        return check.refusals;
    }

    private void Enter(MethodBase method)
    {
        if (IsRecursion(method))
        {
            refusals.Add($"{MemberName.Of(method)} calls itself");
            return;
        }

        if (!read.Add(method))
        {
            return;
        }

        path.Add(method);
        MethodCode code = MethodCode.Read(method, given);
        refusals.AddRange(code.Refusals.Except(refusals));
        foreach (MethodBase called in code.Called)
        {
            Enter(called);
        }

        path.RemoveAt(path.Count - 1);
    }

    private bool IsRecursion(MethodBase method) =>
        path.Contains(method) || path.Count(method.HasSameMetadataDefinitionAs) >= MostNested;
}
