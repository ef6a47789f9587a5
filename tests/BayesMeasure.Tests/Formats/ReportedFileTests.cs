using BayesMeasure.Formats;
using BayesMeasure.Measurements;

namespace BayesMeasure.Tests.Formats;

/// <summary>
/// Files of the kinds that people reported: what must be read, and what must be refused. They lie in
/// "shared/cases" beside the checkout, where there is one.
/// </summary>
public class ReportedFileTests
{
    private const int NoSigma = 0;

    private static readonly string? Folder = SharedData.Folder is { } data ? Path.Combine(data, "..", "cases") : null;

    [SharedDataTheory]
    [InlineData("r01_jcamp_xydata/jcamp.jdx", 120, 400, 578.5, 5.292, 323.902, NoSigma)]
    [InlineData("r01_jcamp_xydata/jcamp_xypoints_factor.jdx", 120, 400, 578.5, 5.2927, 323.9023, NoSigma)]
    [InlineData("r02_thousands/thousands_quoted.csv", 120, 400, 578.5, 831, 3862, NoSigma)]
    [InlineData("r04_preamble/header_many.txt", 120, 400, 578.5, 5.29, 323.9, NoSigma)]
    [InlineData("r04_preamble/keyvalue_csv.csv", 100, 400, 499, 93.3, 155.7, NoSigma)]
    [InlineData("r04_preamble/chi_fit2d.chi", 120, 400, 578.5, 5.292776, 323.9023, NoSigma)]
    [InlineData("r04_preamble/two_line_header.csv", 120, 400, 578.5, 5.29, 323.9, NoSigma)]
    [InlineData("r04_preamble/footer.csv", 120, 400, 578.5, 5.29, 323.9, NoSigma)]
    [InlineData("r04_preamble/mantid_ascii.csv", 120, 1, 2.19, 18.836583, 982.327, 6.324555)]
    [InlineData("r05_xye/topas.xye", 120, 400, 578.5, 55.293, 373.902, 8.3949)]
    [InlineData("r05_xye/noheader.xye", 120, 400, 578.5, 55.293, 373.902, 8.3949)]
    [InlineData("r05_xye/mixed_spacetab.txt", 120, 400, 578.5, 5.29, 323.9, NoSigma)]
    [InlineData("r05_xye/sas_dI.csv", 120, 0.05, 1.24, 0.0403, 2.001156, 0.060152)]
    [InlineData("r06_number_forms/fortranD.dat", 120, 400, 578.5, 5.292776, 323.9023, NoSigma)]
    [InlineData("r06_number_forms/hexnull.csv", 120, 400, 578.5, 5.29, 323.9, NoSigma)]
    [InlineData("r06_number_forms/utf16_nobom.txt", 120, 400, 578.5, 5.29, 323.9, NoSigma)]
    [InlineData("r10_small_units/s_1e-44.csv", 100, 1, 2, -1.2716216600781001e-45, 1.4662e-44, NoSigma)]
    [InlineData("r13_one_column/onecol_counts.Spe", 120, 0, 178.5, 5, 323, NoSigma)]
    [InlineData("r16_missing_values/dashes.csv", 114, 400, 578.5, 5.29, 310.35, NoSigma)]
    [InlineData("r16_missing_values/empty_fields.csv", 114, 400, 578.5, 5.29, 310.35, NoSigma)]
    [InlineData("r16_missing_values/nan_rows.csv", 114, 400, 578.5, 5.29, 310.35, NoSigma)]
    public void Is_read(string file, int count, double firstX, double lastX, double leastY, double mostY, double sigma)
    {
        Measurement data = Read(file).Measurement;
        Assert.Equal(count, data.Count);
        double[] expected = [firstX, lastX, leastY, mostY];
        double[] read = [data.XRange.Minimum, data.XRange.Maximum, data.YRange.Minimum, data.YRange.Maximum];
        Assert.Equal(expected, read, (left, right) => Math.Abs(left - right) <= 1e-4 * Math.Abs(left));
        Assert.Equal(sigma, data.Sigma?[0] ?? NoSigma);
    }

    [SharedDataTheory]
    [InlineData("r02_thousands/thousands_semicolon.csv", "may be 1172 or 1.172")]
    [InlineData("r03_ragged_rows/comma_comma.csv", "Decimal commas between commas")]
    [InlineData("r03_ragged_rows/psi_like.dat", "3 fields")]
    [InlineData("r07_counts/hist20_sqrt.csv", "PoissonNoise.Counts")]
    [InlineData("r07_counts/counts_dynamic_sqrt.csv", "PoissonNoise.Counts")]
    [InlineData("r15_other_formats/workbook.xlsx", "Excel")]
    [InlineData("r15_other_formats/scan.h5", "HDF5")]
    [InlineData("r15_other_formats/scan.vms", "VAMAS")]
    [InlineData("r15_other_formats/binary.mca", "binary")]
    public void Is_refused_by_what_it_is(string file, string reason)
    {
        MeasurementFormatException error = Assert.Throws<MeasurementFormatException>(() => Read(file));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, character => char.IsControl(character) && character != '\n');
    }

    [SharedDataFact]
    public void Names_in_Latin1_are_right_and_can_be_chosen()
    {
        string file = Path.Combine(Folder!, "r06_number_forms", "latin1_head_named.csv");
        Measurement data = MeasurementFile.Read(file, new() { XColumn = "Temp (°C)", YColumn = "counts" }).Measurement;
        Assert.Equal(("Temp", "°C", 400.0), (data.XName, data.XUnit, data.X[0]));
        Assert.Equal(("Länge", "Å"), (Read("r06_number_forms/latin1_head_named.csv").Measurement.XName, "Å"));
    }

    [SharedDataFact]
    public void Large_offsets_keep_their_digits()
    {
        Measurement data = Read("r14_offset/s_offset.csv").Measurement;
        Assert.Equal((1000000001.0, 999999999999.8792), (data.X[0], data.Y[0]));
    }

    [SharedDataFact]
    public void Counts_are_read_without_their_roots() => Assert.Null(MeasurementFile.Read(
        Path.Combine(Folder!, "r07_counts", "hist20_sqrt.csv"), new() { WithoutSigma = true }).Measurement.Sigma);

    [SharedDataFact]
    public void Swapped_columns_are_suspected() => Assert.Contains(
        Read("r17_wrong_question/swapped.csv").Remarks, remark => remark.Contains("swapped", StringComparison.Ordinal));

    private static ReadMeasurement Read(string file) => MeasurementFile.Read(Path.Combine(Folder!, file));
}
