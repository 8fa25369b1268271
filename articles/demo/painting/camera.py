"""A camera over level ground: metres in the world to pixels in the picture, and flat faces seen through it."""

from articles.demo.painting.canvas import contour


class Camera:
    """Looks along z from `eye` metres above the ground; verticals stay upright.

    `horizon` and `centre` are pixels in the picture, `focal` is in short sides of the picture (1 is a normal lens).
    """

    def __init__(self, canvas, horizon, eye=1.7, focal=1.0, centre=None):
        self.canvas = canvas
        self.horizon = horizon
        self.eye = eye
        self.focal = focal * min(canvas.width, canvas.height)
        self.centre = canvas.width / 2 if centre is None else centre

    def at(self, x, y, z):
        """The pixel of a point `x` metres right, `y` up, `z` away."""
        z = max(z, 0.2)
        return self.centre + self.focal * x / z, self.horizon - self.focal * (y - self.eye) / z

    def scale(self, z):
        """Pixels in a metre at distance `z`."""
        return self.focal / max(z, 0.2)

    def path(self, *points):
        """The pixels of (x, y, z) points."""
        return [self.at(*point) for point in points]

    def flat(self, x0, x1, z0, z1, y=0.0):
        """The corners of a level rectangle on the ground, or at height `y`."""
        return self.path((x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1))

    def front(self, x0, x1, z, bottom, top):
        """The Face of an upright rectangle square to us, from `x0` to `x1` at distance `z`."""
        return Face(self, (x0, z), (x1, z), bottom, top)


class Face:
    """An upright rectangle in the world, from ground point `a` to `b` (x, z), between heights `bottom` and `top`."""

    def __init__(self, camera, a, b, bottom, top):
        self._camera = camera
        self._a, self._b, self._bottom, self._top = a, b, bottom, top

    def at(self, u, v):
        """The pixel at shares `u` along and `v` up the face."""
        (ax, az), (bx, bz) = self._a, self._b
        return self._camera.at(ax + (bx - ax) * u, self._bottom + (self._top - self._bottom) * v, az + (bz - az) * u)

    def path(self, outline):
        """The pixels of an outline on the face, written as "u,v u,v …" in hundredths."""
        return [self.at(u, v) for u, v in contour(0, 0, outline, 1, 1)]

    def quad(self, u0=0.0, v0=0.0, u1=1.0, v1=1.0):
        """The corners of a part of the face, as a polygon."""
        return [self.at(u0, v0), self.at(u0, v1), self.at(u1, v1), self.at(u1, v0)]
