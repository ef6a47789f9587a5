using System.Numerics;
using System.Runtime.InteropServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>
/// The least-squares problem of one step, |r + J s|^2 + s C s + lambda |D s|^2 + 2 h s to be minimised, by an orthogonal factor
/// of J: J D^-1 = Q R once a point, by Householder's reflections, and each damping lambda by Givens' rotations of R. The
/// condition of J is not squared.
/// </summary>
internal sealed class OrthogonalFactor
{
    /// <summary>What keeps a triangle with columns of length 1 from being singular.</summary>
    private const double SmallestDamping = 1e-30;

    /// <summary>The element of the row that holds a variable: against columns of length 1 its square is exact.</summary>
    private const double Hold = 1e8;

    private readonly int height;
    private readonly double[] columns;
    private readonly double[] rotatedResiduals;
    private readonly double[] rotated;
    private readonly double[] halves;
    private readonly double[] scales;
    private readonly double[] slopes;
    private readonly double[] curvatures;
    private readonly double[] triangle;
    private readonly double[] work;
    private readonly double[] right;
    private readonly double[] row;
    private readonly double[] rest;
    private int count;

    /// <param name="rows">The number of rows.</param>
    /// <param name="variables">The most variables.</param>
    public OrthogonalFactor(int rows, int variables)
    {
        // With fewer rows than variables, rows of zeros make R square.
        height = Math.Max(rows, variables);
        columns = new double[height * variables];
        rotatedResiduals = new double[height];
        rotated = new double[height];
        halves = new double[variables];
        scales = new double[variables];
        slopes = new double[variables];
        curvatures = new double[variables];
        triangle = new double[variables * variables];
        work = new double[variables * variables];
        right = new double[variables];
        row = new double[variables];
        rest = new double[variables];
    }

    /// <summary>to += factor * from.</summary>
    public static void AddScaled(ReadOnlySpan<double> from, double factor, Span<double> to)
    {
        ReadOnlySpan<Vector<double>> source = MemoryMarshal.Cast<double, Vector<double>>(from);
        Span<Vector<double>> target = MemoryMarshal.Cast<double, Vector<double>>(to);
        for (int i = 0; i < source.Length; i++)
        {
            target[i] += factor * source[i];
        }

        for (int i = source.Length * Vector<double>.Count; i < from.Length; i++)
        {
            to[i] += factor * from[i];
        }
    }

    /// <summary>Factors the columns of some variables.</summary>
    /// <param name="rows">The linearised problem.</param>
    /// <param name="active">The variables that may move.</param>
    /// <param name="scaleOf">D, one element a variable: above 0.</param>
    public void Factor(LinearisedRows rows, ReadOnlySpan<int> active, ReadOnlySpan<double> scaleOf)
    {
        count = active.Length;
        rows.Residuals.CopyTo(rotatedResiduals);
        rotatedResiduals.AsSpan(rows.RowCount).Clear();
        for (int k = 0; k < count; k++)
        {
            double scale = scales[k] = scaleOf[active[k]];
            slopes[k] = rows.Slopes[active[k]] / scale;
            curvatures[k] = rows.Curvatures[active[k]] / (scale * scale);
            Span<double> column = Column(k);
            Scaled(rows.Column(active[k]), 1 / scale, column);
            column[rows.RowCount..].Clear();
        }

        for (int k = 0; k < count; k++)
        {
            Reflect(k);
        }
    }

    /// <summary>The step at a damping.</summary>
    /// <param name="damping">lambda; what would leave R singular is raised to rounding.</param>
    /// <param name="held">For each active variable, whether its step is given.</param>
    /// <param name="step">The steps that are given; is given those of the other active variables.</param>
    public void Solve(double damping, ReadOnlySpan<bool> held, Span<double> step)
    {
        rotatedResiduals.AsSpan(0, count).CopyTo(right);
        SolveTriangle(damping, slopes, held, step);
    }

    /// <summary>The step that residuals of their own would have, at a damping, with no rest.</summary>
    /// <param name="damping">lambda.</param>
    /// <param name="residuals">One element a row.</param>
    /// <param name="held">For each active variable, whether its step is given.</param>
    /// <param name="step">The steps that are given; is given those of the other active variables.</param>
    public void Solve(double damping, ReadOnlySpan<double> residuals, ReadOnlySpan<bool> held, Span<double> step)
    {
        residuals.CopyTo(rotated);
        rotated.AsSpan(residuals.Length).Clear();
        for (int k = 0; k < count; k++)
        {
            if (halves[k] > 0)
            {
                ReadOnlySpan<double> mirror = Column(k)[k..];
                Span<double> below = rotated.AsSpan(k);
                AddScaled(mirror, -InnerProduct.Of(mirror, below) / halves[k], below);
            }
        }

        rotated.AsSpan(0, count).CopyTo(right);
        SolveTriangle(damping, [], held, step);
    }

    private void SolveTriangle(double damping, ReadOnlySpan<double> restSlopes, ReadOnlySpan<bool> held, Span<double> step)
    {
        triangle.AsSpan(0, count * count).CopyTo(work);
        for (int k = 0; k < count; k++)
        {
            double damped = Math.Sqrt(curvatures[k] + Math.Max(damping, SmallestDamping));
            Eliminate(k, held[k] ? Hold : damped, held[k] ? -Hold * scales[k] * step[k] : 0);
        }

        SolveTransposed(restSlopes);
        for (int k = count - 1; k >= 0; k--)
        {
            double sum = -right[k] - rest[k];
            for (int j = k + 1; j < count; j++)
            {
                sum -= work[k * count + j] * step[j];
            }

            step[k] = sum / work[k * count + k];
        }

        for (int k = 0; k < count; k++)
        {
            step[k] /= scales[k];
        }
    }

    /// <summary>By how much the linearised problem says that a step lowers F.</summary>
    public double Decrease(ReadOnlySpan<double> step)
    {
        double decrease = 0;
        for (int k = 0; k < count; k++)
        {
            double slope = slopes[k] * scales[k] * step[k];
            double image = 0;
            for (int j = k; j < count; j++)
            {
                image += triangle[k * count + j] * scales[j] * step[j];
            }

            double scaled = scales[k] * step[k];
            decrease -= slope + image * rotatedResiduals[k] + 0.5 * (image * image + curvatures[k] * scaled * scaled);
        }

        return decrease;
    }

    /// <summary>
    /// R, with the square roots of C rotated into it: the product of its inverse with its transpose is a covariance.
    /// </summary>
    /// <param name="triangleOf">Is given the upper triangle, row by row.</param>
    public void CopyTriangle(double[,] triangleOf)
    {
        triangle.AsSpan(0, count * count).CopyTo(work);
        right.AsSpan().Clear();
        for (int k = 0; k < count; k++)
        {
            Eliminate(k, Math.Sqrt(curvatures[k]), 0);
        }

        for (int k = 0; k < count; k++)
        {
            for (int j = 0; j < count; j++)
            {
                triangleOf[k, j] = j < k ? 0 : work[k * count + j];
            }
        }
    }

    private static void Scaled(ReadOnlySpan<double> from, double factor, Span<double> to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = factor * from[i];
        }
    }

    private Span<double> Column(int k) => columns.AsSpan(k * height, height);

    /// <summary>Householder's reflection that makes a column end at its diagonal, applied to all that stand behind it.</summary>
    private void Reflect(int k)
    {
        Span<double> mirror = Column(k)[k..];
        double norm = Math.Sqrt(InnerProduct.Of(mirror, mirror));
        double diagonal = mirror[0] > 0 ? -norm : norm;
        for (int j = 0; j < k; j++)
        {
            triangle[j * count + k] = Column(k)[j];
            triangle[k * count + j] = 0;
        }

        triangle[k * count + k] = diagonal;
        double half = halves[k] = norm * (norm + Math.Abs(mirror[0]));
        if (!(half > 0))
        {
            return;
        }

        mirror[0] -= diagonal;
        for (int j = k + 1; j < count; j++)
        {
            Span<double> column = Column(j)[k..];
            AddScaled(mirror, -InnerProduct.Of(mirror, column) / half, column);
        }

        Span<double> residuals = rotatedResiduals.AsSpan(k);
        AddScaled(mirror, -InnerProduct.Of(mirror, residuals) / half, residuals);
    }

    /// <summary>Rotates the row that holds one element on the diagonal into the triangle.</summary>
    private void Eliminate(int k, double element, double addedRight)
    {
        if (element == 0)
        {
            return;
        }

        Span<double> added = row.AsSpan(0, count);
        added.Clear();
        added[k] = element;
        for (int i = k; i < count; i++)
        {
            double diagonal = work[i * count + i];
            double radius = Math.Sqrt(diagonal * diagonal + added[i] * added[i]);
            if (radius == 0)
            {
                continue;
            }

            (double cosine, double sine) = (diagonal / radius, added[i] / radius);
            for (int j = i; j < count; j++)
            {
                double above = work[i * count + j];
                work[i * count + j] = cosine * above + sine * added[j];
                added[j] = cosine * added[j] - sine * above;
            }

            double aboveRight = right[i];
            right[i] = cosine * aboveRight + sine * addedRight;
            addedRight = cosine * addedRight - sine * aboveRight;
        }
    }

    /// <summary>The triangle's transpose solved for the slope of the rest, which has no rows.</summary>
    private void SolveTransposed(ReadOnlySpan<double> restSlopes)
    {
        for (int k = 0; k < count; k++)
        {
            double sum = restSlopes.IsEmpty ? 0 : restSlopes[k];
            for (int j = 0; j < k; j++)
            {
                sum -= work[j * count + k] * rest[j];
            }

            rest[k] = sum / work[k * count + k];
        }
    }
}
