using BayesMeasure.Measurements;

namespace BayesMeasure.Tests.Measurements;

public class RealFileTests
{
    [SharedDataTheory]
    [InlineData("nso3.csv", 301, 0.00, 0.1764052345967664)]
    [InlineData("spectra/gamma_cs137_ba133_csi/spectrum.csv", 4094, 0, 0)]
    [InlineData("spectra/gamma_kelp_hpge/spectrum.csv", 8192, 0, 0)]
    [InlineData("spectra/raman_methanol/methanol.csv", 331, 802.48, 1704.7)]
    [InlineData("spectra/xrd_sic_zn/sic_zn.csv", 4001, 20, 49)]
    [InlineData("relaxation/trpl_perovskite/trpl_OD0.csv", -1, 0, 163)]
    public void First_two_columns(string file, int count, double x, double y) =>
        RequireStart(Read(file), count, x, y);

    [SharedDataTheory]
    [InlineData("spectra/xps_feo_fe2p/feo_fe2p.csv", "binding_energy_eV", "counts", 1121, 750, 12516.9)]
    [InlineData("nist_strd/nonlinear/data/Gauss1.csv", "x", "y", 250, 1, 97.62227)]
    [InlineData("nist_strd/linear/data/Norris.csv", "x", "y", 36, 0.2, 0.1)]
    public void Columns_by_name(string file, string xColumn, string yColumn, int count, double x, double y) =>
        RequireStart(Read(file, new() { XColumn = xColumn, YColumn = yColumn }), count, x, y);

    [SharedDataTheory]
    [InlineData("reflectometry/polymer_film_3contrasts/e361r_d2o.csv", 9.53956200000E-03)]
    public void Sigma_by_number(string file, double sigma) =>
        Assert.Equal(sigma, Read(file, new() { SigmaColumn = 3 }).Sigma!.Value[0]);

    [SharedDataTheory]
    [InlineData("xrd/cpd_round_robin/cpd_counts.csv", 2, 2, "The field is empty.")]
    [InlineData("posteriordb/data/low_dim_gauss_mix.csv", 1, null, "There is only one column")]
    public void Files_that_are_refused(string file, int line, int? column, string problem)
    {
        MeasurementFormatException error = Assert.Throws<MeasurementFormatException>(() => Read(file));
        Assert.Equal(line, error.Line);
        Assert.Equal(column, error.Column);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    private static Measurement Read(string file, CsvOptions? options = null) =>
        Measurement.ReadCsv(Path.Combine(SharedData.Folder!, file), options);

    /// <summary>Checks the number of points (unless negative) and the first of them.</summary>
    private static void RequireStart(Measurement data, int count, double x, double y)
    {
        Assert.True(count < 0 || data.Count == count, $"{data}");
        Assert.Equal(x, data.X[0]);
        Assert.Equal(y, data.Y[0]);
    }
}
