using BayesMeasure.Plotting;
using BayesMeasure.Reports;

namespace BayesMeasure.CommandLine;

/// <summary>
/// The folder for the results. That its files can be written is tried before anything is sampled; what cannot be written
/// afterwards, since the disk is full by then, goes to another folder, and the others are written all the same.
/// </summary>
public sealed class OutputFolder
{
    private readonly List<string> failures = [];
    private readonly List<string> written = [];
    private string? rescue;

    /// <summary>Creates the folder if need be.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="files">The names of the files that will be written.</param>
    /// <exception cref="UserErrorException">The folder cannot be created, or a file not be written.</exception>
    public OutputFolder(string path, params IReadOnlyList<string> files)
    {
        Path = path;
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new UserErrorException("--out: give the name of a folder, such as out.");
        }

        if (File.Exists(path))
        {
            throw new UserErrorException($"--out {path}: this is a file, not a folder. Choose another name.");
        }

        try
        {
            Directory.CreateDirectory(path);
            string probe = System.IO.Path.Combine(path, System.IO.Path.GetRandomFileName());
            using FileStream file = File.Create(probe, bufferSize: 1, FileOptions.DeleteOnClose);
            file.WriteByte(0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string reason = UserErrorException.Sentence(error);
            throw new UserErrorException(
                $"--out {path}: the folder cannot be written to. {reason}\nChoose another folder.", error);
        }

        if (files.FirstOrDefault(file => Directory.Exists(PathOf(file))) is { } folder)
        {
            throw new UserErrorException($"--out {path}: {folder} is a folder in it. Remove that, or choose another folder.");
        }
    }

    /// <summary>The formats and the width of the figures.</summary>
    public FigureSettings Figures { get; init; } = FigureSettings.Default;

    /// <summary>The folder, as it was named.</summary>
    public string Path { get; }

    /// <summary>The path of a file in the folder.</summary>
    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    /// <summary>Writes a file; where that fails, to another folder, and <see cref="RequireAll"/> says so.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="save">Saves it under a path.</param>
    public void Write(string file, Action<string> save)
    {
        try
        {
            save(PathOf(file));
            written.Add(file);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            failures.Add($"{PathOf(file)} was not written: {UserErrorException.Sentence(error)}{Rescued(file, save, error)}");
        }
    }

    /// <summary>Writes a file of text.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="text">Makes the text.</param>
    public void WriteText(string file, Func<string> text) => Write(
        file, path => WholeFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text()))));

    /// <summary>The names of the files of a figure in the usual formats.</summary>
    /// <param name="name">The name of the figure.</param>
    public static string[] FilesOf(string name) => FigureSettings.Default.FilesOf(name);

    /// <summary>Writes a figure in each format; one that cannot be drawn is a file that was not written.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="draw">Draws it.</param>
    public void WriteFigure(string name, Func<Figure> draw)
    {
        var figure = new Lazy<Figure>(() => Figures.Sized(draw()));
        foreach (string file in Figures.FilesOf(name))
        {
            Write(file, path => FigureSettings.Save(figure.Value, path));
        }
    }

    /// <summary>The paths of the files that were written, with commas between them.</summary>
    /// <param name="start">What their names begin with.</param>
    public string Written(string start = "") =>
        string.Join(", ", written.Where(file => file.StartsWith(start, StringComparison.Ordinal)).Select(PathOf));

    /// <summary>Says which files were written, and which could not be.</summary>
    /// <param name="output">Where that is said.</param>
    /// <exception cref="OutputException">A file or a part of the report is missing.</exception>
    public void Conclude(TextWriter output)
    {
        if (written.Count > 0)
        {
            output.WriteLine($"Written: {Written()}.");
        }

        RequireAll();
    }

    /// <summary>Does a part of a report that may fail; the others are done all the same.</summary>
    /// <param name="name">What it is, for the message.</param>
    /// <param name="part">The part.</param>
    public void Try(string name, Action part)
    {
        try
        {
            part();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            failures.Add($"{name} failed: {UserErrorException.Sentence(error)}");
        }
    }

    /// <summary>Says what could not be written, once everything else is.</summary>
    /// <exception cref="OutputException">A file or a part of the report is missing.</exception>
    public void RequireAll()
    {
        if (failures.Count > 0)
        {
            throw new OutputException(string.Join("\n", failures));
        }
    }

    /// <summary>Where the failure is that of the disk, another one may have room.</summary>
    private string Rescued(string file, Action<string> save, Exception error)
    {
        if (error is not (IOException or UnauthorizedAccessException))
        {
            return "";
        }

        try
        {
            rescue ??= Directory.CreateTempSubdirectory("BayesMeasure-").FullName;
            string second = System.IO.Path.Combine(rescue, file);
            save(second);
            return $" It is in {second}.";
        }
        catch (Exception again) when (again is IOException or UnauthorizedAccessException)
        {
            return $" Nor could it be written to {rescue ?? System.IO.Path.GetTempPath()}.";
        }
    }
}

/// <summary>What was found could not be written, or not all of it.</summary>
/// <param name="message">Which files, why, and where they are instead.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "It always says what is missing.")]
public sealed class OutputException(string message) : Exception(message);
