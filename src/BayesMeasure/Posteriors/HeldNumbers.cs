using System.Reflection;
using System.Runtime.InteropServices;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The floating-point numbers that an object holds, directly, in arrays, or through other objects: if they are others after an
/// evaluation, the object works in memory of its own.
/// </summary>
/// <remarks>
/// Whole numbers are left out, since a counter that is increased atomically is no fault; so is what lives in containers for
/// several threads, such as <see cref="ThreadLocal{T}"/>.
/// </remarks>
internal sealed class HeldNumbers
{
    private const int MostObjects = 10_000;

    private readonly HashSet<object> visited = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<object> waiting = new();
    private HashCode hash;

    private HeldNumbers()
    {
    }

    /// <summary>A number that changes when the held numbers do.</summary>
    public static int FingerprintOf(object holder)
    {
        var held = new HeldNumbers();
        held.Meet(holder);
        while (held.waiting.Count > 0 && held.visited.Count < MostObjects)
        {
            held.Enter(held.waiting.Dequeue());
        }

        return held.hash.ToHashCode();
    }

    private static bool IsForSeveralThreads(Type type) =>
        type.Namespace is "System.Threading" or "System.Threading.Tasks" or "System.Collections.Concurrent";

    private static bool IsOpaque(Type type) => type.IsPrimitive || type.IsEnum || type.IsPointer || type == typeof(string)
        || typeof(MemberInfo).IsAssignableFrom(type) || typeof(Assembly).IsAssignableFrom(type) || IsForSeveralThreads(type);

    private void Enter(object item)
    {
        if (item is Delegate function)
        {
            Meet(function.Target);
        }
        else if (item is Array array)
        {
            EnterArray(array);
        }
        else
        {
            EnterFields(item);
        }
    }

    private void EnterArray(Array array)
    {
        hash.Add(array.Length);
        if (array is double[] numbers)
        {
            hash.AddBytes(MemoryMarshal.AsBytes<double>(numbers));
        }
        else if (!IsOpaque(array.GetType().GetElementType()!) || array is float[] or double[,] or float[,])
        {
            foreach (object? element in array)
            {
                Meet(element);
            }
        }
    }

    private void EnterFields(object item)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (Type? type = item.GetType(); type is not null; type = type.BaseType)
        {
            var fields = type.GetFields(own).Where(field => !field.FieldType.IsByRefLike && !field.FieldType.IsPointer);
            foreach (FieldInfo field in fields)
            {
                Meet(field.GetValue(item));
            }
        }
    }

    /// <summary>Takes a number in; sets anything else that may hold numbers in line.</summary>
    private void Meet(object? item)
    {
        if (item is double or float or Half or decimal)
        {
            hash.Add(item);
        }
        else if (item is not null && !IsOpaque(item.GetType()) && visited.Add(item))
        {
            waiting.Enqueue(item);
        }
    }
}
