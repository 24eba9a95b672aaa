using System.Globalization;
using System.Text;
using System.Xml;

namespace TrainApp.Vision.Conversion.Voc;

/// <summary>Writes annotation files. Corners count from 1 there and include the last pixel.</summary>
internal static class VocXml
{
    private static readonly XmlWriterSettings s_settings = new()
    {
        Indent = true, IndentChars = "\t", NewLineChars = "\n", OmitXmlDeclaration = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    public static void Write(Stream stream, VocImage image)
    {
        using var xml = XmlWriter.Create(stream, s_settings);
        xml.WriteStartElement("annotation");
        xml.WriteElementString("folder", "VOC");
        xml.WriteElementString("filename", image.FileName);
        xml.WriteStartElement("source");
        xml.WriteElementString("annotation", "PASCAL VOC");
        xml.WriteEndElement();
        xml.WriteStartElement("size");
        Number("width", image.Width);
        Number("height", image.Height);
        Number("depth", image.Depth);
        xml.WriteEndElement();
        Number("segmented", image.IsSegmented ? 1 : 0);
        foreach (var item in image.Objects)
        {
            xml.WriteStartElement("object");
            xml.WriteElementString("name", item.ClassName);
            xml.WriteElementString("pose", "Unspecified");
            Number("truncated", item.IsTruncated ? 1 : 0);
            Number("difficult", item.IsDifficult ? 1 : 0);
            xml.WriteStartElement("bndbox");
            Number("xmin", item.Box.Left + 1);
            Number("ymin", item.Box.Top + 1);
            Number("xmax", item.Box.Right + 1);
            Number("ymax", item.Box.Bottom + 1);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();

        void Number(string name, int value) => xml.WriteElementString(name, value.ToString(CultureInfo.InvariantCulture));
    }
}
