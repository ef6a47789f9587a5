using System.Reflection;

namespace BayesMeasure.Gpu.Refusals;

/// <summary>The method that a generic call comes to.</summary>
internal static class Implementation
{
    /// <summary>The method of a type that a call of a member of an interface comes to.</summary>
    /// <param name="method">What is called, closed over its generic arguments.</param>
    /// <param name="type">What it is called on.</param>
    public static MethodBase Of(MethodInfo method, Type type)
    {
        if (method.DeclaringType is not { IsInterface: true } @interface || type.IsInterface)
        {
            return method;
        }

        InterfaceMapping map = type.GetInterfaceMap(@interface);
        MethodInfo asked = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        MethodInfo found = map.TargetMethods[Array.IndexOf(map.InterfaceMethods, asked)];
        return method.IsGenericMethod ? found.MakeGenericMethod(method.GetGenericArguments()) : found;
    }
}
