using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;

namespace BayesMeasure.Tests.Models;

public class ForwardModelTests
{
    private static readonly double[] X = [-1, -0.25, 0.5, 1.75];

    private static ForwardModel Peak => ForwardModel.Of<GaussianPrecisionPeak>();

    [Fact]
    public void Names_are_qualified_by_repetition_and_label()
    {
        Assert.Equal(["amplitude", "precision", "center"], Peak.ParameterNames);
        Assert.Equal(["offset[1]", "offset[2]"], ForwardModel.Of<ConstantBackground>().Repeat(2).ParameterNames);
        Assert.Equal(["low.offset"], ForwardModel.Of<ConstantBackground>().Labelled("low").ParameterNames);
        Assert.Equal(["low.offset[1]"], ForwardModel.Of<ConstantBackground>().Labelled("low").Repeat(1).ParameterNames);
        Assert.Equal(["low.offset[1]"], ForwardModel.Of<ConstantBackground>().Repeat(1).Labelled("low").ParameterNames);
        Assert.Equal(["b.height[1]", "b.rate[1]"], ForwardModel.Curve(new ScratchModel()).Labelled("b").Repeat(1).ParameterNames);
    }

    [Fact]
    public void Terms_know_their_label_and_their_copy()
    {
        ForwardModel model = Peak.Labelled("d").Repeat(2);
        Assert.Equal([1, 2], model.Terms.Select(term => term.Component));
        Assert.All(model.Terms, term => Assert.Equal("d", term.Label));
        Assert.Null(Peak.Terms[0].Component);
        Assert.Null(Peak.Terms[0].Label);
    }

    [Fact]
    public void A_repeated_sum_goes_copy_by_copy() => Assert.Equal(
        ["offset[1]", "height[1]", "rate[1]", "offset[2]", "height[2]", "rate[2]"],
        (ForwardModel.Of<ConstantBackground>() + ForwardModel.Curve(new ScratchModel())).Repeat(2).ParameterNames);

    [Fact]
    public void Two_parameters_of_one_name_are_refused()
    {
        string message = Assert.Throws<ArgumentException>(() => Peak + ForwardModel.Of<LorentzianPeak>()).Message;
        Assert.Contains("'amplitude'", message, StringComparison.Ordinal);
        Assert.Contains("Labelled", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Peak.Repeat(2).Repeat(2));
        Assert.Equal(6, (Peak + ForwardModel.Of<LorentzianPeak>().Labelled("broad")).ParameterNames.Count);
    }

    [Fact]
    public void The_curve_is_the_sum_of_the_terms_through_all_three_doors()
    {
        ForwardModel model = Peak.Repeat(2)
            + ForwardModel.Function((double x, double slope) => slope * x)
            + ForwardModel.Curve(new ScratchModel());
        double[] curve = model.Evaluate(X, [1.5, 2, 0.25, -0.5, 0.75, 1, 0.3, 2, 0.5]);
        for (int i = 0; i < X.Length; i++)
        {
            double expected =
                1.5 * Math.Exp(-0.5 * 2 * Math.Pow(X[i] - 0.25, 2)) - 0.5 * Math.Exp(-0.5 * 0.75 * Math.Pow(X[i] - 1, 2))
                + 0.3 * X[i] + ScratchModel.Formula(i, 2, 0.5);
            Assert.Equal(expected, curve[i], 1e-14);
        }
    }

    [Fact]
    public void Every_term_computes_its_own_part()
    {
        ForwardModel model = Peak + ForwardModel.Curve(new ScratchModel());
        double[] part = new double[X.Length];
        model.Terms[1].Evaluate(X, [2, 0.5], part);
        Assert.Equal([2, 3, 3.5, 3.75], part);
    }

    [Fact]
    public void Nothing_is_a_model_too()
    {
        Assert.Empty(Peak.Repeat(0).ParameterNames);
        Assert.Empty(Peak.Repeat(0).Terms);
        Assert.Equal(new double[4], Peak.Repeat(0).Evaluate(X, []));
        Assert.Equal(new double[4], ForwardModel.Zero.Evaluate(X, []));
        Assert.Equal(["offset"], (Peak.Repeat(0) + ForwardModel.Of<ConstantBackground>() + ForwardModel.Zero).ParameterNames);
        Assert.Throws<ArgumentOutOfRangeException>(() => Peak.Repeat(-1));
    }

    [Fact]
    public void A_component_without_parameters_is_a_constant_of_the_model()
    {
        ForwardModel model = ForwardModel.Of<Parabola>();
        Assert.Empty(model.ParameterNames);
        Assert.Equal([1, 0.0625, 0.25, 3.0625], model.Evaluate(X, []));
        Assert.Equal([2, 0.125, 0.5, 6.125], model.Repeat(2).Evaluate(X, []));
    }

    [Fact]
    public void A_wrong_number_of_values_is_refused_by_name()
    {
        ArgumentException error = Assert.Throws<ArgumentException>("parameters", () => Peak.Evaluate(X, [1, 2]));
        Assert.Contains("3 parameters (amplitude, precision, center), but 2 values", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blank_labels_are_refused() => Assert.Throws<ArgumentException>(() => Peak.Labelled(" "));
}
