namespace BayesMeasure.Optimization.Graduated;

/// <summary>Adds terms and their gradients up, in their order, and refuses what is no number.</summary>
internal sealed class GradientSum(IReadOnlyList<string> parameterNames)
{
    private readonly double[] one = new double[parameterNames.Count];
    private readonly double[] sum = new double[parameterNames.Count];
    private double total;

    public void Clear()
    {
        total = 0;
        Array.Clear(sum);
    }

    /// <summary>Where the gradient of the next term goes: what is left unwritten there is not a number.</summary>
    public Span<double> Blank()
    {
        Array.Fill(one, double.NaN);
        return one;
    }

    /// <summary>Adds the gradient that was written.</summary>
    public void Add(double value, TermSource source, int term)
    {
        total += value;
        bool isFinite = double.IsFinite(value);
        for (int i = 0; i < one.Length; i++)
        {
            isFinite &= double.IsFinite(one[i]);
            sum[i] += one[i];
        }

        if (!isFinite)
        {
            throw Fault(value, source.TermName(term));
        }
    }

    /// <summary>Divides by the number of terms.</summary>
    public double Mean(int count, Span<double> gradient)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            gradient[i] = sum[i] / count;
        }

        return total / count;
    }

    /// <summary>A function wrote more than there are parameters, or failed otherwise.</summary>
    public InvalidOperationException Overrun(string term, Exception cause) => new(
        $"The function of {term} failed: {cause.Message} Its gradient has {one.Length} elements, one for each of "
        + $"{string.Join(", ", parameterNames)}.",
        cause);

    private NotFiniteNumberException Fault(double value, string term)
    {
        int parameter = Array.FindIndex(one, element => !double.IsFinite(element));
        return parameter < 0
            ? new(FormattableString.Invariant($"The value of {term} is {value}: every term must be a finite number."), value)
            : new(
                FormattableString.Invariant($"The gradient of {term} by '{parameterNames[parameter]}' is {one[parameter]}: ")
                + $"write a finite number for each of the {one.Length} parameters.",
                one[parameter]);
    }
}
