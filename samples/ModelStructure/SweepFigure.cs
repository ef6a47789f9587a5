using BayesMeasure.Plotting;

namespace ModelStructure;

/// <summary>p(component) against lambda: lines are the network's, dashed ones exact.</summary>
public static class SweepFigure
{
    private const int Half = 6;

    /// <summary>Draws it, in two panels where there are many components.</summary>
    /// <param name="name">What the curve was made of.</param>
    /// <param name="told">What the network says.</param>
    /// <param name="exact">The exact probabilities; null where they are not known.</param>
    public static Figure Of(string name, LambdaSweep told, LambdaSweep? exact)
    {
        ArgumentNullException.ThrowIfNull(told);
        IEnumerable<CurvePanel> panels = told.Options.Index().Chunk(Half).Select((chunk, number) =>
        {
            var panel = new CurvePanel(number == 0 ? $"A curve of {name}" : "", "lambda", "probability");
            foreach ((int position, SweptOption option) in chunk)
            {
                panel = panel.WithLine(option.Name, told.Lambdas, option.Probabilities);
                panel = exact is null
                    ? panel
                    : panel.WithLine(option.Name, exact.Lambdas, exact.Options[position].Probabilities, isDashed: true);
            }

            return panel;
        });
        return Figure.OfCurves([.. panels]);
    }
}
