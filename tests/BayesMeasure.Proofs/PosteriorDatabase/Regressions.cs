namespace BayesMeasure.Proofs.PosteriorDatabase;

/// <summary>The normal linear regressions of posteriordb, by name.</summary>
internal static class Regressions
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "sblri-blr", "sblrc-blr", "kilpisjarvi_mod-kilpisjarvi",
        "kidiq-kidscore_momhs", "kidiq-kidscore_momiq", "kidiq-kidscore_momhsiq", "kidiq-kidscore_interaction",
        "mesquite-mesquite", "mesquite-logmesquite", "mesquite-logmesquite_logvolume",
        "mesquite-logmesquite_logva", "mesquite-logmesquite_logvas", "mesquite-logmesquite_logvash",
        "earnings-earn_height", "earnings-logearn_height", "earnings-logearn_interaction", "nes1996-nes",
    ];

    public static ReferenceModel Of(string name) => name.Split('-') switch
    {
        ["sblri" or "sblrc", _] => Synthetic(name),
        ["kilpisjarvi_mod", _] => Kilpisjarvi(name),
        ["kidiq", string model] => KidScore(name, model),
        ["mesquite", string model] => Mesquite(name, model),
        ["earnings", string model] => Earnings(name, model),
        _ => Election(name),
    };

    private static SharedTable Data(string name) => SharedTable.Read("posteriordb", "data", name.Split('-')[0] + ".csv");

    private static double[] Ones(double[] column) => [.. column.Select(_ => 1.0)];

    private static double[] Log(double[] column) => [.. column.Select(value => Math.Log(value))];

    private static double[] Product(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x * y)];

    private static double[] Ratio(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x / y)];

    /// <summary>No intercept; coefficients ~ N(0, 10^2), sigma ~ half-normal(10).</summary>
    private static ReferenceModel Synthetic(string name)
    {
        SharedTable data = Data(name);
        return RotatedRegression.Of(
            name,
            data.Numbers("y"),
            [.. Enumerable.Range(1, 5).Select(j => data.Numbers($"X{j}"))],
            values => -0.5 * values.Sum(value => value * value) / 100);
    }

    /// <summary>Intercept ~ N(9.3129, 100^2), slope ~ N(0, 0.0333^2).</summary>
    private static ReferenceModel Kilpisjarvi(string name)
    {
        SharedTable data = Data(name);
        double[] x = data.Numbers("x");
        return RotatedRegression.Of(
            name,
            data.Numbers("y"),
            [Ones(x), x],
            values => -0.5 * (Math.Pow((values[0] - 9.31290322580645) / 100, 2) + Math.Pow(values[1] / 0.0333333333333333, 2)));
    }

    /// <summary>sigma ~ half-Cauchy(2.5).</summary>
    private static ReferenceModel KidScore(string name, string model)
    {
        SharedTable data = Data(name);
        double[] school = data.Numbers("mom_hs");
        double[] quotient = data.Numbers("mom_iq");
        double[][] columns = model switch
        {
            "kidscore_momhs" => [school],
            "kidscore_momiq" => [quotient],
            "kidscore_momhsiq" => [school, quotient],
            _ => [school, quotient, Product(school, quotient)],
        };
        return RotatedRegression.Of(
            name, data.Numbers("kid_score"), [Ones(school), .. columns], values => -Math.Log(1 + Math.Pow(values[^1] / 2.5, 2)));
    }

    private static ReferenceModel Mesquite(string name, string model)
    {
        SharedTable data = Data(name);
        double[] weight = data.Numbers("weight");
        double[] group = data.Numbers("group");
        double[][] sizes = [.. new[] { "diam1", "diam2", "canopy_height", "total_height", "density" }.Select(data.Numbers)];
        double[] area = Log(Product(sizes[0], sizes[1]));
        double[] volume = Log(Product(Product(sizes[0], sizes[1]), sizes[2]));
        double[] shape = Log(Ratio(sizes[0], sizes[1]));
        double[][] columns = model switch
        {
            "mesquite" => [.. sizes, group],
            "logmesquite" => [.. sizes.Select(Log), group],
            "logmesquite_logvolume" => [volume],
            "logmesquite_logva" => [volume, area, group],
            "logmesquite_logvas" => [volume, area, shape, Log(sizes[3]), Log(sizes[4]), group],
            _ => [volume, area, shape, Log(sizes[3]), group],
        };
        return RotatedRegression.Of(name, model == "mesquite" ? weight : Log(weight), [Ones(weight), .. columns]);
    }

    private static ReferenceModel Earnings(string name, string model)
    {
        SharedTable data = Data(name);
        double[] earnings = data.Numbers("earn");
        double[] height = data.Numbers("height");
        double[] male = data.Numbers("male");
        return model switch
        {
            "earn_height" => RotatedRegression.Of(name, earnings, [Ones(height), height]),
            "logearn_height" => RotatedRegression.Of(name, Log(earnings), [Ones(height), height]),
            _ => RotatedRegression.Of(name, Log(earnings), [Ones(height), height, male, Product(height, male)]),
        };
    }

    /// <summary>Party identification, with an indicator for each age group but the first.</summary>
    private static ReferenceModel Election(string name)
    {
        SharedTable data = Data(name);
        double[] age = data.Numbers("age_discrete");
        double[] Group(int number) => [.. age.Select(value => value == number ? 1.0 : 0.0)];
        return RotatedRegression.Of(
            name,
            data.Numbers("partyid7"),
            [
                Ones(age), data.Numbers("real_ideo"), data.Numbers("race_adj"), Group(2), Group(3), Group(4),
                data.Numbers("educ1"), data.Numbers("gender"), data.Numbers("income"),
            ]);
    }
}
