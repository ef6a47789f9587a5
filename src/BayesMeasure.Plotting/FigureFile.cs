using SkiaSharp;

namespace BayesMeasure.Plotting;

/// <summary>Saves a drawing that is laid out for a width of 1,200 as pixels or vectors of any size.</summary>
internal static class FigureFile
{
    public const int Width = 1200;

    /// <summary>Saves as pixels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="draw">Draws, given the canvas, the width of 1,200 and the height in the same units.</param>
    public static void SavePng(string path, int width, int height, Action<SKCanvas, float, float> draw)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        Draw(canvas, width, height, draw);
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        using FileStream file = File.Create(path);
        png.SaveTo(file);
    }

    /// <summary>Saves as scalable vectors; the arguments are those for pixels.</summary>
    public static void SaveSvg(string path, int width, int height, Action<SKCanvas, float, float> draw)
    {
        using FileStream file = File.Create(path);
        using SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), file);
        Draw(canvas, width, height, draw);
    }

    private static void Draw(SKCanvas canvas, int width, int height, Action<SKCanvas, float, float> draw)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        float scale = (float)width / Width;
        canvas.Clear(SKColors.White);
        canvas.Scale(scale);
        draw(canvas, Width, height / scale);
    }
}
