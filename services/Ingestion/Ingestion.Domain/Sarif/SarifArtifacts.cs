using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>A run's <c>artifacts</c>, read only if a result names one by its index alone.</summary>
internal sealed class SarifArtifacts(Stream json, long offset)
{
    private List<SarifPlace>? _places;

    public SarifPlace At(int index)
    {
        _places ??= ReadAll();
        return index < _places.Count ? _places[index] : default;
    }

    private List<SarifPlace> ReadAll()
    {
        var places = new List<SarifPlace>();
        var cursor = new JsonCursor(new JsonSource(json, offset));
        cursor.Read();
        if (cursor.Array())
        {
            while (cursor.NextElement())
            {
                places.Add(Location(ref cursor));
            }
        }
        return places;
    }

    private static SarifPlace Location(ref JsonCursor cursor)
    {
        SarifPlace place = default;
        if (cursor.Object())
        {
            while (cursor.NextProperty())
            {
                if (cursor.NameIs("location"u8))
                {
                    place = SarifPlace.Read(ref cursor);
                }
                else
                {
                    cursor.Skip();
                }
            }
        }
        return place;
    }
}
