
// What a project does that reads the files of instruments, too.
ReadMeasurement read = Measurement.Read("spectrum.csv", new() { Bin = 2 });
Console.WriteLine($"{read.Format}: {read.Measurement.Count} of {data.Count} points");
foreach (string remark in read.Remarks)
{
    Console.WriteLine($"remark, {remark}");
}
