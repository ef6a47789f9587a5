namespace BayesMeasure.Optimization.Graduated;

/// <summary>Lengths and products of vectors, summed in the order of their elements.</summary>
internal static class Vectors
{
    public static double Product(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    public static double Norm(ReadOnlySpan<double> vector) => Math.Sqrt(Product(vector, vector));

    public static double Distance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += (left[i] - right[i]) * (left[i] - right[i]);
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Scales a vector to length 1 and gives its length before; a vector of length 0 stays.</summary>
    public static double Normalize(Span<double> vector)
    {
        double norm = Norm(vector);
        for (int i = 0; norm > 0 && i < vector.Length; i++)
        {
            vector[i] /= norm;
        }

        return norm;
    }
}
