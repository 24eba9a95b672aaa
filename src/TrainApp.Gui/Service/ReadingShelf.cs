using TrainApp.Preparation;
using TrainApp.Projects;

namespace TrainApp.Gui.Service;

/// <summary>Projects as they were read, a few of them, by folder. One project is never read twice at once.</summary>
internal sealed class ReadingShelf
{
    private const int Kept = 4;

    private readonly Lock _gate = new();
    private readonly List<Place> _places = [];

    /// <summary>A project as it is known already, unless its folder has changed.</summary>
    /// <exception cref="ProjectException">The folder is missing, is no project or is one of another kind.</exception>
    public ProjectReading Open(string directory)
    {
        var place = PlaceOf(directory);
        lock (place.Gate)
        {
            if (place.Reading is { } known && known.IsCurrent()) return known;
            place.Reading = null;
            return place.Reading = ProjectReading.Open(place.Directory);
        }
    }

    /// <summary>Makes sure that a project is read anew, whether or not its folder seems to have changed.</summary>
    public void Forget(string directory)
    {
        var place = PlaceOf(directory);
        lock (place.Gate) place.Reading = null;
    }

    private Place PlaceOf(string directory)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        lock (_gate)
        {
            var place = _places.Find(known => string.Equals(known.Directory, path, StringComparison.Ordinal)) ?? new Place(path);
            _places.Remove(place);
            _places.Add(place);
            if (_places.Count > Kept) _places.RemoveAt(0);
            return place;
        }
    }

    private sealed class Place(string directory)
    {
        public Lock Gate { get; } = new();

        public string Directory => directory;

        public ProjectReading? Reading { get; set; }
    }
}
