using PureHDF;

namespace BayesMeasure.Formats;

/// <summary>A map of a <see cref="MapFile"/>.</summary>
public sealed class NamedMap
{
    private readonly Func<IReadOnlyList<int>, int, (object Dataset, Action<H5NativeWriter> Write)> begin;

    private NamedMap(string name, Func<IReadOnlyList<int>, int, (object Dataset, Action<H5NativeWriter> Write)> begin)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Name, this.begin) = (name.Replace('/', '_'), begin);
    }

    /// <summary>What it is called; a slash becomes "_", since HDF5 parts paths by it.</summary>
    public string Name { get; }

    /// <summary>A map of real numbers.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="values">Makes the numbers, the last size of the shape fastest; NaN where there is none.</param>
    /// <param name="isLayered">Whether each place has a number for each layer, one after the other.</param>
    public static NamedMap Of(string name, Func<double[]> values, bool isLayered = false) =>
        new(name, (shape, layers) => Begin(name, shape, isLayered ? layers : null, values));

    /// <summary>A map of whole numbers.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="values">Makes the numbers, the last size of the shape fastest.</param>
    public static NamedMap OfWhole(string name, Func<int[]> values) =>
        new(name, (shape, _) => Begin(name, shape, null, values));

    internal (object Dataset, Action<H5NativeWriter> Write) Begin(IReadOnlyList<int> shape, int layers) => begin(shape, layers);

    private static (object Dataset, Action<H5NativeWriter> Write) Begin<T>(
        string name, IReadOnlyList<int> shape, int? layers, Func<T[]> values)
    {
        ulong[] sizes = [.. shape.Select(size => (ulong)size), .. layers is int depth ? [(ulong)depth] : Array.Empty<ulong>()];
        var dataset = new H5Dataset<T[]>(fileDims: sizes);
        return (dataset, Write);

        void Write(H5NativeWriter writer)
        {
            T[] numbers = values();
            if ((ulong)numbers.Length != sizes.Aggregate(1UL, (product, size) => product * size))
            {
                throw new ArgumentException($"The map {name} has {numbers.Length} numbers: give those of its shape.");
            }

            writer.Write(dataset, numbers);
        }
    }
}
